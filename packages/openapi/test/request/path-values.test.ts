import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest } from '../../src/index.ts';
import { compileValue, documentOf, planOf } from '../one-operation.ts';

const BASE = 'https://api.example.com/v1';

interface Written {
  readonly path: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

/** The path of a request whose placeholders are `a` and `b`. */
async function send(rules: Written, args: Readonly<Record<string, unknown>>, openapi = '3.1.0'): Promise<string> {
  const { path, ...written } = rules;
  const parameters = Object.keys(args).map((name) => ({ name, in: 'path', required: true, schema: {}, ...written }));
  const plan = await planOf({ parameters }, { path, rest: { openapi } });
  return buildRequest(plan, args).url.slice(BASE.length);
}

describe('R4: templates', () => {
  it.each([
    ['/x/{a}:cancel', { a: 1 }, '/x/1:cancel'],
    ['/x/{a}:cancel', { a: 'b:c/d' }, '/x/b%3Ac%2Fd:cancel'],
    ['/x/{a}/', { a: 1 }, '/x/1/'],
    ['/x/{a}//', { a: 1 }, '/x/1//'],
    ['/{a}-{b}', { a: 'x-y', b: 'z' }, '/x-y-z'],
    ['/{a}{b}', { a: 'x', b: 'y' }, '/xy'],
    ['/{a}...{b}', { a: 'x', b: 'y' }, '/x...y'],
    ['/{a}.json', { a: 'v1.2' }, '/v1.2.json'],
    ['/.well-known/{a}', { a: 1 }, '/.well-known/1'],
    ['/x({a})', { a: "it's" }, '/x(it%27s)'],
    ['/x/$count/{a}', { a: '$top' }, '/x/$count/%24top'],
    ['/x/{a}/%2B', { a: '+' }, '/x/%2B/%2B'],
    ['/ü b/{a}', { a: 'ü b' }, '/%C3%BC%20b/%C3%BC%20b'],
    ['/send/#env/{a}/x', { a: 1 }, '/send/%23env/1/x'],
    ['/#Action=Find', {}, '/'],
    ['/x?kind=all#Action=Find', {}, '/x?kind=all'],
  ])('%s with %j become %s', async (path, args, sent) => {
    expect(await send({ path }, args)).toBe(sent);
  });

  it('with a fragment before a placeholder cost a warning, others do not', async () => {
    const get = { responses: {}, parameters: [{ name: 'a', in: 'path', required: true, schema: {} }] };
    const { warnings } = await compileValue(
      documentOf({ '/send/#env/{a}': { get }, '/#X=Y': { get: { responses: {} } } }),
    );
    expect(warnings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['path_fragment', '/paths/~1send~1#env~1{a}/get'],
    ]);
  });

  it('take names of any kind', async () => {
    for (const name of ['$id', 'a.b', 'a[b]', 'user-id', 'größe', 'a b', '__proto__', 'constructor']) {
      const plan = await planOf(
        { parameters: [{ name, in: 'path', required: true, schema: {} }] },
        { path: `/x/{${name}}/y` },
      );
      const argument = plan.request.parameters[0]!.argument;
      expect(buildRequest(plan, JSON.parse(`{${JSON.stringify(argument)}:"v"}`) as Record<string, unknown>).url).toBe(
        `${BASE}/x/v/y`,
      );
    }
  });
});

const STYLES: readonly Omit<Written, 'path'>[] = ['simple', 'label', 'matrix'].flatMap((style) =>
  [false, true].flatMap((explode) => [false, true].map((allowReserved) => ({ style, explode, allowReserved }))),
);

describe('R10: values that would lead elsewhere', () => {
  const dots = [
    '.',
    '..',
    '../x',
    'x/..',
    'x/./y',
    '..\\x',
    '%2e',
    '%2E%2e',
    '.%2E',
    'x%2F..',
    '%2e%2e%5cx',
    'x%2f%2E%2e%2Fy',
  ];
  const wrapped = (value: string): readonly unknown[] => [value, [value], ['x', value], { k: value }, { [value]: 'k' }];

  it.each(STYLES)('are refused in every form of %j', async (written) => {
    for (const value of dots.flatMap(wrapped)) {
      const refused = send({ path: '/x/{a}/y', ...written }, { a: value }, '3.2.0');
      await expect(refused).rejects.toBeInstanceOf(ArgumentError);
      await expect(refused).rejects.toThrow(/"a" must not contain "\." or "\.\." as a path segment/);
    }
  });

  const separators = [
    'a/b',
    'a?b',
    'a#b',
    'a\\b',
    'x//',
    'a/',
    'a%2Fb',
    '\u0000',
    '\r\n',
    '\t',
    '\uD800',
    ';a=b',
    'a,b',
    '.a',
  ];

  it.each(STYLES)('cannot add segments, queries or fragments with %j', async (written) => {
    for (const value of [...separators, '?', '#'].flatMap(wrapped)) {
      const sent = await send({ path: '/x/{a}/y', ...written }, { a: value }, '3.2.0');
      const url = new URL(`${BASE}${sent}`);
      const kept = { segments: url.pathname.split('/').length, search: url.search, hash: url.hash, href: url.href };
      expect({ value, ...kept }).toEqual({ value, segments: 5, search: '', hash: '', href: `${BASE}${sent}` });
    }
  });

  it('are refused where a separator stands behind the dot of a label', async () => {
    for (const a of ['/', '/a', '\\', ['/', 'x'], { '/': 'x' }])
      await expect(send({ path: '/x/{a}/y', style: 'label' }, { a })).rejects.toBeInstanceOf(ArgumentError);
  });

  it('are refused where values and text together make dots', async () => {
    await expect(send({ path: '/x/{a}{b}' }, { a: '', b: '..' })).rejects.toThrow(ArgumentError);
    await expect(send({ path: '/x/.{a}' }, { a: '' })).rejects.toThrow(ArgumentError);
    await expect(send({ path: '/x/{a}', style: 'label', explode: true }, { a: ['', ''] })).rejects.toThrow(
      ArgumentError,
    );
    await expect(send({ path: '/x/{a}' }, { a: '' })).rejects.toThrow(/must not be empty/);
  });
});

describe('reserved characters in a path', () => {
  it('pass where OpenAPI 3.2 allows it, but for those that end a segment', async () => {
    const value = ":/?#[]@!$&'()*+,;= %20%zz";
    const rules = { path: '/x/{a}', allowReserved: true };
    expect(await send(rules, { a: value }, '3.2.0')).toBe("/x/:%2F%3F%23%5B%5D@!$&'()*+,;=%20%20%25zz");
    for (const version of ['3.0.3', '3.1.1'])
      expect(await send(rules, { a: value }, version)).toBe(
        '/x/%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%20%2520%25zz',
      );
  });

  it('are kept apart from those of the style', async () => {
    expect(await send({ path: '/{a}', style: 'label', explode: true }, { a: ['a.b', 'c,d'] })).toBe('/.a.b.c%2Cd');
    expect(await send({ path: '/{a}', style: 'matrix' }, { a: ['a;b', 'c=d'] })).toBe('/;a=a%3Bb,c%3Dd');
    expect(await send({ path: '/{a}', style: 'matrix', explode: true }, { a: { 'k;=': 'v,' } })).toBe('/;k%3B%3D=v%2C');
    expect(await send({ path: '/{a}', explode: true }, { a: { 'k=,': 'v=,' } })).toBe('/k%3D%2C=v%3D%2C');
  });
});

describe('known values that no path can carry', () => {
  const offered = async (path: string, rules: object): Promise<readonly unknown[]> => {
    const parameters = [{ name: 'a', in: 'path', required: true, ...rules }];
    const { plans, warnings } = await compileValue(documentOf({ [path]: { get: { parameters, responses: {} } } }));
    return [plans[0]!.inputSchema.properties['a'], warnings.map(({ code }) => code)];
  };
  const schema = { type: 'string', enum: ['', 'b', '..'], default: '' };

  it('are not offered, with a warning', async () => {
    expect(await offered('/x/{a}/y', { schema })).toEqual([{ type: 'string', enum: ['b'] }, ['path_value_unusable']]);
  });

  it('are offered where there is room for them', async () => {
    for (const path of ['/x/{a}.json', '/x-{a}']) expect(await offered(path, { schema })).toEqual([schema, []]);
    expect(await offered('/x/{a}', { schema, style: 'matrix' })).toEqual([schema, []]);
  });
});
