import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest, type HttpRequest } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';

/** The seven: absent, null, and what is easily taken for nothing. */
const SEVEN: readonly unknown[] = [undefined, null, '', 0, false, [], {}];

type Seven = readonly [
  absent: string,
  nul: string,
  empty: string,
  zero: string,
  no: string,
  list: string,
  object: string,
];

/** No way to send it: the caller is told. */
const X = 'refused';
/** Nothing is sent: the place cannot tell it from an absent value (RFC 6570 §2.3, OpenAPI 3.1 §4.8.12.4). */
const _ = '';

/** Each place, and what the seven are sent as, for the name `q` in a schema that takes anything. */
const PARAMETERS: readonly (readonly [where: string, rules: object, sent: Seven])[] = [
  ['query', { style: 'form', explode: true }, [_, _, 'q=', 'q=0', 'q=false', _, _]],
  ['query', { style: 'form', explode: false }, [_, _, 'q=', 'q=0', 'q=false', _, _]],
  ['query', { style: 'spaceDelimited' }, [_, _, 'q=', 'q=0', 'q=false', _, _]],
  ['query', { style: 'pipeDelimited' }, [_, _, 'q=', 'q=0', 'q=false', _, _]],
  ['query', { style: 'deepObject' }, [_, _, 'q=', 'q=0', 'q=false', _, _]],
  ['path', { style: 'simple' }, [X, X, X, '0', 'false', X, X]],
  ['path', { style: 'label' }, [X, X, X, '.0', '.false', X, X]],
  ['path', { style: 'matrix' }, [X, X, ';q', ';q=0', ';q=false', X, X]],
  ['header', { style: 'simple' }, ['-', '-', '', '0', 'false', '-', '-']],
  ['cookie', { style: 'form' }, ['-', '-', 'q=', 'q=0', 'q=false', '-', '-']],
  ['cookie', { style: 'cookie' }, ['-', '-', 'q=', 'q=0', 'q=false', '-', '-']],
];

const JSON_SEVEN = ['-', 'null', '""', '0', 'false', '[]', '{}'] as const;

const CONTENT: readonly (readonly [where: string, sent: Seven])[] = [
  ['query', ['', ...JSON_SEVEN.slice(1).map((text) => `q=${encodeURIComponent(text)}`)] as unknown as Seven],
  ['path', [X, ...JSON_SEVEN.slice(1).map(encodeURIComponent)] as unknown as Seven],
  ['header', JSON_SEVEN],
  ['cookie', ['-', ...JSON_SEVEN.slice(1).map((text) => `q=${encodeURIComponent(text)}`)] as unknown as Seven],
];

function placeOf(where: string, { url, headers }: HttpRequest): string {
  if (where === 'header') return headers['q'] ?? '-';
  if (where === 'cookie') return headers['cookie'] ?? '-';
  return where === 'path' ? (url.split('/things/')[1] ?? '') : (url.split('?')[1] ?? '');
}

/** The argument under a name, or none. */
function argument(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}

async function sendAll(where: string, rules: object): Promise<readonly string[]> {
  const plan = await planOf(
    { parameters: [{ name: 'q', in: where, required: where === 'path', ...rules }] },
    { path: where === 'path' ? '/things/{q}' : '/things' },
  );
  return SEVEN.map((value) => {
    try {
      return placeOf(where, buildRequest(plan, argument('q', value)));
    } catch (error) {
      if (error instanceof ArgumentError) return X;
      throw error;
    }
  });
}

describe('R5: null, absent, "", 0, false, [] and {} are told apart', () => {
  it.each(PARAMETERS)('in %s as far as %j can', async (where, rules, sent) => {
    expect(await sendAll(where, { ...rules, schema: {} })).toEqual(sent);
  });

  it.each(CONTENT)('in %s where it is JSON', async (where, sent) => {
    expect(await sendAll(where, { content: { 'application/json': { schema: {} } } })).toEqual(sent);
  });

  const bodies = async (
    mediaType: string,
    media: object,
    wrap: (value: unknown) => unknown,
  ): Promise<readonly string[]> => {
    const plan = await planOf({ requestBody: { content: { [mediaType]: media } } }, { method: 'post' });
    return SEVEN.map((value) => {
      const { body } = buildRequest(plan, argument('body', wrap(value)));
      return body === undefined ? '-' : Buffer.from(body).toString();
    });
  };
  const member = (value: unknown): unknown => argument('a', value);
  const item = (value: unknown): unknown => (value === undefined ? [] : [value]);

  it('in a JSON body, its members and its items', async () => {
    const json = { schema: {} };
    expect(await bodies('application/json', json, (value) => value)).toEqual(JSON_SEVEN);
    expect(await bodies('application/json', json, member)).toEqual([
      '{}',
      ...JSON_SEVEN.slice(1).map((text) => `{"a":${text}}`),
    ]);
    expect(await bodies('application/json', json, item)).toEqual([
      '[]',
      ...JSON_SEVEN.slice(1).map((text) => `[${text}]`),
    ]);
  });

  const form = 'application/x-www-form-urlencoded';
  const fields = { type: 'object', properties: { a: {} } };

  it('in a form as far as its text can, and wholly where a field is JSON', async () => {
    expect(await bodies(form, { schema: fields }, member)).toEqual(['', '', 'a=', 'a=0', 'a=false', '', 'a=%7B%7D']);
    const json = { schema: fields, encoding: { a: { contentType: 'application/json' } } };
    // A list is one value for each of its items, so an empty one is none.
    expect(await bodies(form, json, member)).toEqual(['', 'a=null', 'a=%22%22', 'a=0', 'a=false', '', 'a=%7B%7D']);
  });

  it('in a multipart body likewise', async () => {
    const all = async (media: object): Promise<readonly string[]> =>
      (await bodies('multipart/form-data', media, member)).map((text) => text.split('\r\n').slice(1, -2).join('|'));
    const head = 'Content-Disposition: form-data; name="a"|';
    expect(await all({ schema: fields })).toEqual([
      '',
      '',
      `${head}|`,
      `${head}|0`,
      `${head}|false`,
      '',
      `${head}Content-Type: application/json||{}`,
    ]);
    const json = `${head}Content-Type: application/json||`;
    expect(await all({ schema: fields, encoding: { a: { contentType: 'application/json' } } })).toEqual([
      '',
      `${json}null`,
      `${json}""`,
      `${json}0`,
      `${json}false`,
      '',
      `${json}{}`,
    ]);
  });

  it('in an XML body, where "", {} and, if it is wrapped, [] are one empty element', async () => {
    const tags = (xml: object): object => ({ type: 'array', items: { type: 'string' }, xml });
    const schema = { type: 'object', properties: { a: {}, w: tags({ wrapped: true }) }, xml: { name: 'x' } };
    const nil = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"';
    const all = async (name: string): Promise<readonly string[]> =>
      (await bodies('application/xml', { schema }, (value) => argument(name, value))).map(
        (text) => text.split('\n')[1] ?? '',
      );
    expect(await all('a')).toEqual([
      '<x/>',
      `<x><a ${nil}/></x>`,
      '<x><a/></x>',
      '<x><a>0</a></x>',
      '<x><a>false</a></x>',
      '<x/>',
      '<x><a/></x>',
    ]);
    expect(await all('w')).toEqual([
      '<x/>',
      `<x><w ${nil}/></x>`,
      '<x><w/></x>',
      '<x><w>0</w></x>',
      '<x><w>false</w></x>',
      '<x><w/></x>',
      '<x><w/></x>',
    ]);
  });

  it('in text, where only an absent body is none', async () => {
    expect(await bodies('text/plain', {}, (value) => value)).toEqual(['-', 'null', '', '0', 'false', '[]', '{}']);
  });
});
