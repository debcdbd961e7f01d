// Owns the cases that the specification's table leaves open ("n/a") or forbids: the document's flaw is named in the log, and what is sent is fixed.
import type { FidelityCase, Json, JsonObject } from '../case.ts';

const TEXTS: Json = { type: 'array', items: { type: 'string' } };

function open(
  id: string,
  rules: JsonObject,
  parts: { readonly value: Json; readonly sent: string; readonly warns: string },
): FidelityCase {
  return {
    id: `undefined/${id}`,
    says: `The flaw is named in the log ("${parts.warns}"), and \`${parts.sent}\` is sent.`,
    // Only so many warnings of one document are logged; the main one has its share.
    fixture: 'answers',
    operation: { parameters: [{ name: 'color', in: 'query', ...rules }] },
    args: { color: parts.value },
    requests: [{ target: `?${parts.sent}` }],
    warns: parts.warns,
  };
}

/** Undefined combinations. */
export const UNDEFINED_CASES: readonly FidelityCase[] = [
  open(
    'deepObject/plain',
    { style: 'deepObject', schema: { type: 'string' } },
    {
      value: 'blue',
      sent: 'color=blue',
      warns: 'style deepObject is not defined for plain values',
    },
  ),
  open(
    'deepObject/array',
    { style: 'deepObject', schema: TEXTS },
    {
      value: ['a', 'b'],
      sent: 'color%5B%5D=a&color%5B%5D=b',
      warns: 'style deepObject is not defined for lists',
    },
  ),
  open(
    'spaceDelimited/plain',
    { style: 'spaceDelimited', schema: { type: 'string' } },
    {
      value: 'a b',
      sent: 'color=a%20b',
      warns: 'the delimited styles are not defined for plain values',
    },
  ),
  open(
    'pipeDelimited/explode',
    { style: 'pipeDelimited', explode: true, schema: TEXTS },
    {
      value: ['a', 'b'],
      sent: 'color=a&color=b',
      warns: 'the delimited styles are not defined with explode',
    },
  ),
  open(
    'form/nested',
    { schema: { type: 'array', items: TEXTS } },
    {
      value: [['a'], ['b']],
      sent: 'color=%5B%22a%22%5D&color=%5B%22b%22%5D',
      warns: 'no style is defined for lists and objects inside of others',
    },
  ),
  open(
    'query/matrix',
    { style: 'matrix', schema: TEXTS },
    {
      value: ['a', 'b'],
      sent: 'color=a&color=b',
      warns: 'The style \\"matrix\\" is not defined for query parameters',
    },
  ),
  open('no-schema', {}, { value: 'blue', sent: 'color=blue', warns: 'has no schema' }),
];
