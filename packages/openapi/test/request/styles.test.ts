import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';

const PRIMITIVE = 'blue';
const ARRAY = ['blue', 'black', 'brown'];
const OBJECT = { R: 100, G: 200, B: 150 };

/** The style table of OpenAPI 3.1.1 §4.8.12.4 ("Style Examples"), name `color`: [in, style, explode, value, what is sent]. */
const TABLE: readonly (readonly [string, string, boolean, unknown, string])[] = [
  ['path', 'matrix', false, PRIMITIVE, ';color=blue'],
  ['path', 'matrix', false, '', ';color'],
  ['path', 'matrix', false, ARRAY, ';color=blue,black,brown'],
  ['path', 'matrix', false, OBJECT, ';color=R,100,G,200,B,150'],
  ['path', 'matrix', true, PRIMITIVE, ';color=blue'],
  ['path', 'matrix', true, '', ';color'],
  ['path', 'matrix', true, ARRAY, ';color=blue;color=black;color=brown'],
  ['path', 'matrix', true, OBJECT, ';R=100;G=200;B=150'],
  ['path', 'label', false, PRIMITIVE, '.blue'],
  ['path', 'label', false, ARRAY, '.blue,black,brown'],
  ['path', 'label', false, OBJECT, '.R,100,G,200,B,150'],
  ['path', 'label', true, PRIMITIVE, '.blue'],
  ['path', 'label', true, ARRAY, '.blue.black.brown'],
  ['path', 'label', true, OBJECT, '.R=100.G=200.B=150'],
  ['path', 'simple', false, PRIMITIVE, 'blue'],
  ['path', 'simple', false, ARRAY, 'blue,black,brown'],
  ['path', 'simple', false, OBJECT, 'R,100,G,200,B,150'],
  ['path', 'simple', true, PRIMITIVE, 'blue'],
  ['path', 'simple', true, ARRAY, 'blue,black,brown'],
  ['path', 'simple', true, OBJECT, 'R=100,G=200,B=150'],
  ['query', 'form', false, '', 'color='],
  ['query', 'form', false, PRIMITIVE, 'color=blue'],
  ['query', 'form', false, ARRAY, 'color=blue,black,brown'],
  ['query', 'form', false, OBJECT, 'color=R,100,G,200,B,150'],
  ['query', 'form', true, '', 'color='],
  ['query', 'form', true, PRIMITIVE, 'color=blue'],
  ['query', 'form', true, ARRAY, 'color=blue&color=black&color=brown'],
  ['query', 'form', true, OBJECT, 'R=100&G=200&B=150'],
  ['query', 'spaceDelimited', false, ARRAY, 'color=blue%20black%20brown'],
  ['query', 'spaceDelimited', false, OBJECT, 'color=R%20100%20G%20200%20B%20150'],
  ['query', 'pipeDelimited', false, ARRAY, 'color=blue%7Cblack%7Cbrown'],
  ['query', 'pipeDelimited', false, OBJECT, 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['query', 'deepObject', true, OBJECT, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['header', 'simple', false, PRIMITIVE, 'blue'],
  ['header', 'simple', false, ARRAY, 'blue,black,brown'],
  ['header', 'simple', false, OBJECT, 'R,100,G,200,B,150'],
  ['header', 'simple', true, OBJECT, 'R=100,G=200,B=150'],
  ['cookie', 'form', false, PRIMITIVE, 'color=blue'],
  ['cookie', 'form', false, ARRAY, 'color=blue,black,brown'],
  ['cookie', 'form', false, OBJECT, 'color=R,100,G,200,B,150'],
  ['cookie', 'form', true, ARRAY, 'color=blue; color=black; color=brown'],
  ['cookie', 'form', true, OBJECT, 'R=100; G=200; B=150'],
  ['cookie', 'cookie', true, ARRAY, 'color=blue; color=black; color=brown'],
  ['cookie', 'cookie', false, ARRAY, 'color=blue,black,brown'],
];

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

describe('the style table of the specification', () => {
  it.each(TABLE)('sends %s %s explode=%s %j as %s', async (where, style, explode, value, expected) => {
    expect(await send(where, { style, explode }, value)).toBe(expected);
  });

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

  it('sends nothing for null, an empty list and an empty object in a query', async () => {
    for (const value of [undefined, null, [], {}]) expect(await send('query', {}, value)).toBeUndefined();
    for (const [value, expected] of [
      [0, 'color=0'],
      [false, 'color=false'],
      ['', 'color='],
    ] as const)
      expect(await send('query', {}, value)).toBe(expected);
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
