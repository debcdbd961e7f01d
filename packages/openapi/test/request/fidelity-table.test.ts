import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';

/** The four values of OpenAPI 3.1.1 §4.8.12.4 ("Style Examples"). */
const VALUES = { empty: '', string: 'blue', array: ['blue', 'black', 'brown'], object: { R: 100, G: 200, B: 150 } };

type Expected = readonly [empty: string, string: string, array: string, object: string];

/** What cannot be sent: the model is told so. */
const REFUSED = 'refused';

/** The table itself, for the name `color`: place, style, explode, and what each of the four values is sent as. */
const STYLES: readonly (readonly [where: string, style: string, explode: boolean, sent: Expected])[] = [
  ['path', 'matrix', false, [';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150']],
  ['path', 'matrix', true, [';color', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150']],
  // A segment that is empty or only a dot is folded by URL parsers or servers: it would reach another path.
  ['path', 'label', false, [REFUSED, '.blue', '.blue,black,brown', '.R,100,G,200,B,150']],
  ['path', 'label', true, [REFUSED, '.blue', '.blue.black.brown', '.R=100.G=200.B=150']],
  ['path', 'simple', false, [REFUSED, 'blue', 'blue,black,brown', 'R,100,G,200,B,150']],
  ['path', 'simple', true, [REFUSED, 'blue', 'blue,black,brown', 'R=100,G=200,B=150']],
  ['query', 'form', false, ['color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150']],
  ['query', 'form', true, ['color=', 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150']],
  ['header', 'simple', false, ['', 'blue', 'blue,black,brown', 'R,100,G,200,B,150']],
  ['header', 'simple', true, ['', 'blue', 'blue,black,brown', 'R=100,G=200,B=150']],
  ['cookie', 'form', false, ['color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150']],
  ['cookie', 'form', true, ['color=', 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150']],
  // OpenAPI 3.2 §4.12.2.3.
  ['cookie', 'cookie', false, ['color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150']],
  ['cookie', 'cookie', true, ['color=', 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150']],
];

const REPEATED = 'color=blue&color=black&color=brown';
const DEEP = 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150';
const DEEP_LIST = 'color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown';

/** The rows where the specification says "n/a" for some cells; there we send what servers most often read. */
const PARTIAL: typeof STYLES = [
  [
    'query',
    'spaceDelimited',
    false,
    ['color=', 'color=blue', 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'],
  ],
  ['query', 'spaceDelimited', true, ['color=', 'color=blue', REPEATED, 'R=100&G=200&B=150']],
  [
    'query',
    'pipeDelimited',
    false,
    ['color=', 'color=blue', 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ],
  ['query', 'pipeDelimited', true, ['color=', 'color=blue', REPEATED, 'R=100&G=200&B=150']],
  ['query', 'deepObject', false, ['color=', 'color=blue', DEEP_LIST, DEEP]],
  ['query', 'deepObject', true, ['color=', 'color=blue', DEEP_LIST, DEEP]],
];

/** `content` instead of a style, by media type. */
const CONTENT: readonly (readonly [where: string, mediaType: string, sent: Expected])[] = [
  [
    'path',
    'application/json',
    [
      '%22%22',
      '%22blue%22',
      '%5B%22blue%22%2C%22black%22%2C%22brown%22%5D',
      '%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D',
    ],
  ],
  [
    'query',
    'application/json',
    [
      'color=%22%22',
      'color=%22blue%22',
      'color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D',
      'color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D',
    ],
  ],
  ['header', 'application/json', ['""', '"blue"', '["blue","black","brown"]', '{"R":100,"G":200,"B":150}']],
  [
    'cookie',
    'application/json',
    [
      'color=%22%22',
      'color=%22blue%22',
      'color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D',
      'color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D',
    ],
  ],
  ['header', 'text/plain', ['', 'blue', '["blue","black","brown"]', '{"R":100,"G":200,"B":150}']],
];

const RESERVED = ":/?#[]@!$&'()*+,;=";
const ENCODED = '%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D';
/** What may not stand in a query, or would be read as another value there, stays encoded. */
const PASSED = ":/?%23%5B%5D@!$%26'()*%2B,;=";

/** `allowReserved`, for the value `[RESERVED, 'a b']`. */
const ALLOW_RESERVED: readonly (readonly [style: string, explode: boolean, allowReserved: boolean, sent: string])[] = [
  ['form', true, true, `color=${PASSED}&color=a%20b`],
  ['form', true, false, `color=${ENCODED}&color=a%20b`],
  ['form', false, true, `color=${PASSED},a%20b`],
  ['form', false, false, `color=${ENCODED},a%20b`],
  ['spaceDelimited', false, true, `color=${PASSED}%20a%20b`],
  ['spaceDelimited', false, false, `color=${ENCODED}%20a%20b`],
  ['pipeDelimited', false, true, `color=${PASSED}%7Ca%20b`],
  ['pipeDelimited', false, false, `color=${ENCODED}%7Ca%20b`],
  ['deepObject', true, true, `color%5B%5D=${PASSED}&color%5B%5D=a%20b`],
  ['deepObject', true, false, `color%5B%5D=${ENCODED}&color%5B%5D=a%20b`],
];

/** What reaches the place of the parameter. */
async function send(where: string, rules: object, value: unknown): Promise<string | undefined> {
  const plan = await planOf(
    { parameters: [{ name: 'color', in: where, required: where === 'path', ...rules }] },
    { path: where === 'path' ? '/things/{color}' : '/things' },
  );
  const request = buildRequest(plan, { color: value });
  if (where === 'header' || where === 'cookie') return request.headers[where === 'header' ? 'color' : 'cookie'];
  return where === 'path'
    ? request.url.replace('https://api.example.com/v1/things/', '')
    : request.url.replace('https://api.example.com/v1/things?', '');
}

/** What the four values are sent as. */
function sendAll(where: string, rules: object): Promise<readonly (string | undefined)[]> {
  return Promise.all(
    Object.values(VALUES).map((value) =>
      send(where, rules, value).catch((error: unknown) => {
        if (error instanceof ArgumentError) return REFUSED;
        throw error;
      }),
    ),
  );
}

describe('the style table of the specification', () => {
  it.each(STYLES)('holds for %s, style %s, explode %s', async (where, style, explode, sent) => {
    expect(await sendAll(where, { style, explode, schema: {} })).toEqual(sent);
  });

  it.each(PARTIAL)('is completed for %s, style %s, explode %s', async (where, style, explode, sent) => {
    expect(await sendAll(where, { style, explode, schema: {} })).toEqual(sent);
  });

  it.each(CONTENT)('gives way to content in %s as %s', async (where, mediaType, sent) => {
    expect(await sendAll(where, { content: { [mediaType]: { schema: {} } } })).toEqual(sent);
  });

  it.each(ALLOW_RESERVED)('holds for style %s, explode %s, allowReserved %s', async (style, explode, allow, sent) => {
    const rules = { style, explode, allowReserved: allow, schema: {} };
    expect(await send('query', rules, [RESERVED, 'a b'])).toBe(sent);
  });
});

/** Null, nothing, and what is easily taken for nothing. */
const NOTHINGS: readonly unknown[] = [undefined, null, '', 0, false, [], {}];

describe('nothing and what looks like it', () => {
  const bodyOf = async (mediaType: string, body: unknown): Promise<unknown> => {
    const plan = await planOf({ requestBody: { content: { [mediaType]: { schema: {} } } } }, { method: 'post' });
    return buildRequest(plan, body === undefined ? {} : { body }).body;
  };

  it.each([
    ['as a body', (value: unknown) => value, [undefined, 'null', '""', '0', 'false', '[]', '{}']],
    [
      'as a member',
      (value: unknown) => ({ a: value }),
      ['{}', '{"a":null}', '{"a":""}', '{"a":0}', '{"a":false}', '{"a":[]}', '{"a":{}}'],
    ],
    [
      'as an item',
      (value: unknown) => (value === undefined ? [] : [value]),
      ['[]', '[null]', '[""]', '[0]', '[false]', '[[]]', '[{}]'],
    ],
  ] as const)('are told apart in JSON %s', async (_title, wrap, expected) => {
    for (const [index, value] of NOTHINGS.entries())
      expect(await bodyOf('application/json', wrap(value))).toBe(expected[index]);
  });

  it('are told apart in a form as far as a form can', async () => {
    const expected = ['', '', 'a=', 'a=0', 'a=false', '', 'a=%7B%7D'];
    for (const [index, value] of NOTHINGS.entries())
      expect(await bodyOf('application/x-www-form-urlencoded', { a: value })).toBe(expected[index]);
  });

  it('are told apart in a query as far as a query can', async () => {
    const base = 'https://api.example.com/v1/things';
    const expected = [base, base, 'color=', 'color=0', 'color=false', base, base];
    for (const [index, value] of NOTHINGS.entries())
      expect(await send('query', { schema: {} }, value)).toBe(expected[index]);
  });

  it('are told apart in JSON inside of a query', async () => {
    const base = 'https://api.example.com/v1/things';
    const expected = [base, 'color=null', 'color=%22%22', 'color=0', 'color=false', 'color=%5B%5D', 'color=%7B%7D'];
    for (const [index, value] of NOTHINGS.entries())
      expect(await send('query', { content: { 'application/json': { schema: {} } } }, value)).toBe(expected[index]);
  });
});
