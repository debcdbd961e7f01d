import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest } from '../../src/index.ts';
import { compileValue, documentOf } from '../one-operation.ts';

const LIST = { type: 'array', items: { type: 'string' } };
const OBJECT = { type: 'object', properties: { a: { type: 'string' } } };
const LISTS = { type: 'array', items: LIST };
const OBJECTS = { type: 'array', items: OBJECT };
const NESTED = { type: 'object', properties: { a: OBJECT, l: LIST } };
const PLAIN = { type: 'string' };

type Row = readonly [
  where: string,
  style: string,
  explode: boolean,
  schema: object,
  value: unknown,
  warning: RegExp | string,
  sent: string,
];

/** What the specification leaves undefined, what is said of it, and what is sent. */
const UNDEFINED: readonly Row[] = [
  ['query', 'deepObject', true, PLAIN, 'x', /deepObject is not defined for plain values/, 'q=x'],
  ['query', 'deepObject', true, LIST, ['x', 'y'], /not defined for lists/, 'q[]=x&q[]=y'],
  ['query', 'deepObject', true, OBJECTS, [{ a: 'x' }], /lists and objects inside of others/, 'q[0][a]=x'],
  ['query', 'deepObject', true, NESTED, { a: { a: 'x' }, l: ['y'] }, /inside of others/, 'q[a][a]=x&q[l][]=y'],
  ['query', 'spaceDelimited', false, PLAIN, 'x', /delimited styles are not defined for plain values/, 'q=x'],
  ['query', 'pipeDelimited', true, LIST, ['x', 'y'], /not defined with explode/, 'q=x&q=y'],
  ['query', 'spaceDelimited', true, OBJECT, { a: 'x' }, /not defined with explode/, 'a=x'],
  ['query', 'spaceDelimited', false, OBJECTS, [{ a: 'x' }], /no style is defined/, 'q={"a":"x"}'],
  ['query', 'form', true, OBJECTS, [{ a: 'x' }, {}], /no style is defined/, 'q={"a":"x"}&q={}'],
  ['query', 'form', true, NESTED, { a: { a: 'x' }, l: ['y'] }, /no style is defined/, 'a={"a":"x"}&l=["y"]'],
  ['query', 'form', false, LISTS, [['x'], []], /no style is defined/, 'q=["x"],[]'],
  ['path', 'simple', false, NESTED, { a: { a: 'x' } }, /no style is defined/, 'a,{"a":"x"}'],
  ['path', 'label', true, OBJECTS, [{ a: 'x' }], /no style is defined/, '.{"a":"x"}'],
  ['path', 'matrix', true, NESTED, { l: ['x'] }, /no style is defined/, ';l=["x"]'],
  ['header', 'simple', false, NESTED, { a: { a: 'x' } }, /no style is defined/, 'a,{"a":"x"}'],
  ['cookie', 'cookie', false, LIST, ['x', 'y'], /not defined without explode/, 'q=x,y'],
  ['cookie', 'cookie', false, OBJECT, { a: 'x' }, /not defined without explode/, 'q=a,x'],
  ['cookie', 'form', true, OBJECTS, [{ a: 'x' }], /no style is defined/, 'q={"a":"x"}'],
];

/** Styles that a place does not know; its own default takes their place. */
const MISPLACED: readonly Row[] = [
  ['query', 'label', false, LIST, ['x'], /"label" is not defined for query/, 'q=x'],
  ['query', 'matrix', false, LIST, ['x'], /"matrix" is not defined for query/, 'q=x'],
  ['query', 'simple', false, LIST, ['x', 'y'], /"simple" is not defined for query/, 'q=x,y'],
  ['query', 'tabDelimited', false, LIST, ['x'], /"tabDelimited" is not defined/, 'q=x'],
  ['path', 'form', false, LIST, ['x', 'y'], /"form" is not defined for path/, 'x,y'],
  ['path', 'deepObject', false, OBJECT, { a: 'x' }, /"deepObject" is not defined for path/, 'a,x'],
  ['header', 'form', false, LIST, ['x', 'y'], /"form" is not defined for header/, 'x,y'],
  ['cookie', 'simple', false, LIST, ['x', 'y'], /"simple" is not defined for cookie/, 'q=x,y'],
  ['cookie', 'deepObject', true, OBJECT, { a: 'x' }, /"deepObject" is not defined for cookie/, 'a=x'],
];

/** What the specification defines costs no warning. */
const DEFINED: readonly Row[] = [
  ['query', 'deepObject', true, OBJECT, { a: 'x' }, '', 'q[a]=x'],
  ['query', 'deepObject', false, OBJECT, { a: 'x' }, '', 'q[a]=x'],
  ['query', 'spaceDelimited', false, OBJECT, { a: 'x' }, '', 'q=a x'],
  ['query', 'pipeDelimited', false, LIST, ['x', 'y'], '', 'q=x|y'],
  ['query', 'deepObject', true, { anyOf: [OBJECT, PLAIN] }, { a: 'x' }, '', 'q[a]=x'],
  ['query', 'form', true, {}, [{ a: 'x' }], '', 'q={"a":"x"}'],
  ['path', 'label', true, OBJECT, { a: 'x' }, '', '.a=x'],
  ['header', 'simple', true, OBJECT, { a: 'x' }, '', 'a=x'],
];

async function send([where, style, explode, schema, value]: Row): Promise<{
  readonly sent: string;
  readonly warnings: readonly string[];
}> {
  const parameters = [{ name: 'q', in: where, required: where === 'path', style, explode, schema }];
  const path = where === 'path' ? '/things/{q}' : '/things';
  const { plans, warnings } = await compileValue(documentOf({ [path]: { get: { parameters, responses: {} } } }));
  const { url, headers } = buildRequest(plans[0]!, { q: value });
  const sent = {
    query: url.split('?')[1],
    path: url.split('/things/')[1],
    header: headers['q'],
    cookie: headers['cookie'],
  };
  return {
    sent: decodeURIComponent(sent[where as keyof typeof sent] ?? ''),
    warnings: warnings.map(({ code, message }) => `${code} ${message}`),
  };
}

describe('R2: what the specification leaves undefined', () => {
  it.each(UNDEFINED)('is named: %s, style %s, explode %s, %j given as %j', async (...row) => {
    const { sent, warnings } = await send(row);
    expect(warnings).toEqual([expect.stringMatching(/^style_undefined /)]);
    expect(warnings[0]).toMatch(row[5]);
    expect(sent).toBe(row[6]);
  });

  it.each(MISPLACED)('is replaced with a warning: %s, style %s, explode %s, %j given as %j', async (...row) => {
    const { sent, warnings } = await send(row);
    expect(warnings).toEqual([expect.stringMatching(/^style_invalid /)]);
    expect(warnings[0]).toMatch(row[5]);
    expect(sent).toBe(row[6]);
  });

  it.each(DEFINED)('is not %s, style %s, explode %s, %j given as %j', async (...row) => {
    expect(await send(row)).toEqual({ sent: row[6], warnings: [] });
  });

  it('is one warning for each combination, however often a document has it', async () => {
    const parameters = ['a', 'b', 'c'].map((name) => ({ name, in: 'query', style: 'deepObject', schema: LIST }));
    const encoding = { d: { style: 'deepObject' }, e: { style: 'tight' } };
    const schema = { type: 'object', properties: { d: LIST, e: PLAIN } };
    const requestBody = { content: { 'application/x-www-form-urlencoded': { schema, encoding } } };
    const operation = { parameters, requestBody, responses: {} };
    const { warnings } = await compileValue(documentOf({ '/a': { post: operation }, '/b': { put: operation } }));
    expect(warnings.filter(({ code }) => code === 'style_undefined')).toMatchObject([
      {
        pointer: '/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding/d',
        message: expect.stringContaining('"d" and 3 other names') as string,
      },
    ]);
    expect(warnings.filter(({ code }) => code === 'style_invalid')).toHaveLength(2);
  });

  it('is refused where only the value shows it', async () => {
    const xml = { type: 'object', properties: { a: { xml: { attribute: true } } }, xml: { name: 'x' } };
    const requestBody = { content: { 'application/xml': { schema: xml } } };
    const { plans } = await compileValue(documentOf({ '/a': { post: { requestBody, responses: {} } } }));
    expect(() => buildRequest(plans[0]!, { body: { a: { b: 1 } } })).toThrow(ArgumentError);
  });
});
