import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../src/index.ts';
import { compileValue, documentOf, planOf } from '../one-operation.ts';

const PRIMITIVE = 'blue';
const ARRAY = ['blue', 'black', 'brown'];
const OBJECT = { R: 100, G: 200, B: 150 };

/** What reaches the place of a parameter when one is sent. */
async function send(where: string, rules: object, value: unknown): Promise<string | undefined> {
  const path = where === 'path' ? '/things/{color}' : '/things';
  const plan = await planOf(
    { parameters: [{ name: 'color', in: where, required: where === 'path', schema: {}, ...rules }] },
    { path },
  );
  const request = buildRequest(plan, value === undefined ? {} : { color: value });
  if (where === 'header' || where === 'cookie') return request.headers[where === 'header' ? 'color' : 'cookie'];
  return where === 'path'
    ? request.url.replace('https://api.example.com/v1/things/', '')
    : /\?(.*)$/s.exec(request.url)?.[1];
}

describe('styles', () => {
  it('uses the default style and explode of each place', async () => {
    expect(await send('query', {}, ARRAY)).toBe('color=blue&color=black&color=brown');
    expect(await send('path', {}, OBJECT)).toBe('R,100,G,200,B,150');
    expect(await send('header', {}, ARRAY)).toBe('blue,black,brown');
    expect(await send('cookie', {}, PRIMITIVE)).toBe('color=blue');
    expect(await send('query', { style: 'pipeDelimited' }, ARRAY)).toBe('color=blue%7Cblack%7Cbrown');
    expect(await send('query', { style: 'deepObject' }, { a: { b: [1, 2] }, c: [{ d: true }] })).toBe(
      'color%5Ba%5D%5Bb%5D%5B%5D=1&color%5Ba%5D%5Bb%5D%5B%5D=2&color%5Bc%5D%5B0%5D%5Bd%5D=true',
    );
  });
});

describe('encoding', () => {
  it('keeps delimiters inside of values apart from those between them', async () => {
    expect(await send('query', { explode: false }, ['a,b', 'c&d=e'])).toBe('color=a%2Cb,c%26d%3De');
    expect(await send('path', { style: 'label', explode: true }, ['a.b', 'c/d'])).toBe('.a.b.c%2Fd');
    expect(await send('query', {}, "it's (100% ü+*)!")).toBe('color=it%27s%20%28100%25%20%C3%BC%2B%2A%29%21');
  });

  it('lets reserved characters and triplets through where the document allows them', async () => {
    expect(await send('query', { allowReserved: true }, "/a/b:c?x=1;y,z@$!'()*%20 ü")).toBe(
      "color=/a/b:c?x=1;y,z@$!'()*%20%20%C3%BC",
    );
    expect(await send('query', { allowReserved: true }, 'a&b#c[d]+100%')).toBe('color=a%26b%23c%5Bd%5D%2B100%25');
  });

  it('writes a parameter with content as JSON', async () => {
    const content = { schema: undefined, content: { 'application/json': { schema: {} } } };
    expect(await send('query', content, { a: [1, 'ü'] })).toBe('color=%7B%22a%22%3A%5B1%2C%22%C3%BC%22%5D%7D');
    expect(await send('query', content, null)).toBe('color=null');
    expect(await send('header', content, { a: 'ü' })).toBe('{"a":"\\u00fc"}');
    expect(await send('path', content, 'x')).toBe('%22x%22');
  });

  it('keeps bracketed, dollar and dotted names', async () => {
    const plan = await planOf({
      parameters: ['filter[a]', '$top', 'x.y', 'ids[]'].map((name) => ({ name, in: 'query', schema: {} })),
    });
    const args = Object.fromEntries(plan.request.parameters.map(({ argument, name }) => [argument, name]));
    expect(buildRequest(plan, args).url).toBe(
      'https://api.example.com/v1/things?filter%5Ba%5D=filter%5Ba%5D&%24top=%24top&x.y=x.y&ids%5B%5D=ids%5B%5D',
    );
    expect(Object.keys(plan.inputSchema.properties)).toEqual(['filter_a', 'top', 'x.y', 'ids']);
  });

  it('sends any text so that a server reads it back', async () => {
    const plan = await planOf(
      {
        parameters: [
          { name: 'one', in: 'query', schema: {} },
          { name: 'many', in: 'query', schema: {} },
          { name: 'id', in: 'path', required: true, schema: {} },
        ],
      },
      { path: '/things/{id}/end' },
    );
    const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1 }), text, (one, many, id) => {
        fc.pre(id !== '' && !id.split(/[/\\]|%2f|%5c/i).some((part) => /^(\.|%2e){1,2}$/i.test(part)));
        const url = new URL(buildRequest(plan, { one, many, id }).url);
        expect(url.searchParams.get('one')).toBe(one);
        expect(url.searchParams.getAll('many')).toEqual(many);
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'v1', 'things', id, 'end']);
      }),
    );
  });
});

describe("headers that are the connection's own", () => {
  it('are no arguments, with a warning that names them', async () => {
    const names = ['Connection', 'content-length', 'Transfer-Encoding', 'HOST', 'Upgrade', 'Expect', 'Keep-Alive'];
    const parameters = names.map((name) => ({ name, in: 'header', required: true, schema: { type: 'string' } }));
    const { plans, warnings } = await compileValue(documentOf({ '/x': { get: { parameters, responses: {} } } }));
    expect(plans[0]?.inputSchema.properties).toEqual({});
    expect(warnings.map(({ code }) => code)).toEqual(['header_reserved']);
    for (const name of names) expect(warnings[0]?.message).toContain(name);
  });
});
