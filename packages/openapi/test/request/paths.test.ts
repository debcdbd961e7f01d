import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest } from '../../src/index.ts';
import { compileValue, documentOf, planOf } from '../one-operation.ts';

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

describe('values in a path', () => {
  it.each(['.', '..', '../admin', 'a/../b', 'a\\..\\b', '%2e%2e', '%2E.', 'x%2f..', '..%5cadmin'])(
    'refuses %s, which would reach another path',
    async (value) => {
      const plan = await planOf({ parameters: [id] }, { path: '/things/{id}' });
      expect(() => buildRequest(plan, { id: value })).toThrow(ArgumentError);
    },
  );

  it('refuses two values that make dots together', async () => {
    const plan = await planOf({ parameters: [id, { ...id, name: 'b' }] }, { path: '/{id}{b}/x' });
    expect(() => buildRequest(plan, { id: ['.'], b: '.' })).toThrow(ArgumentError);
  });

  it('encodes slashes and keeps names with dots', async () => {
    const plan = await planOf({ parameters: [id] }, { path: '/things/{id}' });
    expect(buildRequest(plan, { id: 'a/b?c#d' }).url).toBe('https://api.example.com/v1/things/a%2Fb%3Fc%23d');
    expect(buildRequest(plan, { id: 'v1..2.tar.gz' }).url).toBe('https://api.example.com/v1/things/v1..2.tar.gz');
    expect(buildRequest(plan, { id: 0 }).url).toBe('https://api.example.com/v1/things/0');
  });

  it.each([undefined, null, '', []])('says which argument is missing for %j', async (value) => {
    const plan = await planOf({ parameters: [id] }, { path: '/things/{id}' });
    expect(() => buildRequest(plan, { id: value })).toThrow(/"id"/);
  });

  it('fills two placeholders of one segment, custom verbs and trailing slashes', async () => {
    const plan = await planOf({ parameters: [id, { ...id, name: 'b' }] }, { path: '/a/{id}-{b}:run/' });
    expect(buildRequest(plan, { id: 1, b: 'x y' }).url).toBe('https://api.example.com/v1/a/1-x%20y:run/');
  });

  it('sends the query of a template and leaves its fragment out', async () => {
    const plan = await planOf(
      { parameters: [{ name: 'q', in: 'query', schema: {} }] },
      { path: '/find?kind=all&q={q}#Action=Find' },
    );
    expect(buildRequest(plan, { q: 'x' }).url).toBe('https://api.example.com/v1/find?kind=all&q=x');
  });
});

describe('the server in charge', () => {
  const base = async (document: object, options = {}): Promise<string | undefined> =>
    (await compileValue(document, options)).plans[0]?.request.baseUrl;

  it("is the operation's before the path's before the document's", async () => {
    const get = { responses: {} };
    expect(await base(documentOf({ '/a': { get } }))).toBe('https://api.example.com/v1');
    expect(await base(documentOf({ '/a': { servers: [{ url: 'https://path.example.com/' }], get } }))).toBe(
      'https://path.example.com',
    );
    const operation = { ...get, servers: [{ url: 'https://operation.example.com' }] };
    expect(await base(documentOf({ '/a': { servers: [{ url: 'https://path.example.com' }], get: operation } }))).toBe(
      'https://operation.example.com',
    );
    expect(await base(documentOf({ '/a': { get: operation } }), { baseUrl: 'http://localhost:1/x/' })).toBe(
      'http://localhost:1/x',
    );
  });

  it('fills server variables from the options, or with their defaults', async () => {
    const servers = [
      {
        url: 'https://{region}.example.com/{v}',
        variables: { region: { default: 'eu', enum: ['eu', 'us'] }, v: { default: 'v2' } },
      },
    ];
    const document = documentOf({ '/a': { get: { responses: {} } } }, { servers });
    expect(await base(document)).toBe('https://eu.example.com/v2');
    expect(await base(document, { serverVariables: { region: 'us' } })).toBe('https://us.example.com/v2');
    const refused = await compileValue(document, { serverVariables: { region: 'mars' } });
    expect(refused.warnings.map((warning) => warning.code)).toContain('server_variable_invalid');
  });

  it('is asked for when the document names none', async () => {
    const compiled = await compileValue(
      documentOf({ '/a': { get: { responses: {} } } }, { servers: [{ url: '/v1' }] }),
    );
    expect(compiled.warnings).toMatchObject([{ code: 'server_missing', pointer: '/servers' }]);
    const plan = compiled.plans[0]!;
    expect(() => buildRequest(plan, {})).toThrow(/base URL/);
    expect(buildRequest(plan, {}, { baseUrl: 'http://127.0.0.1:8080/x/?k=1' }).url).toBe(
      'http://127.0.0.1:8080/x/a?k=1',
    );
  });
});

describe('arguments that do not fit', () => {
  it('are named, with those that would', async () => {
    const plan = await planOf({ parameters: [{ name: 'q', in: 'query', required: true, schema: {} }] });
    expect(() => buildRequest(plan, { q: 1, limit: 2 })).toThrow('There is no argument "limit"; the arguments are: q.');
    expect(() => buildRequest(plan, {})).toThrow('The argument "q" is missing.');
  });

  it('are not what every object inherits', async () => {
    const plan = await planOf({
      parameters: ['constructor', 'toString', '__proto__'].map((name) => ({ name, in: 'query', schema: {} })),
    });
    expect(buildRequest(plan, {}).url).toBe('https://api.example.com/v1/things');
    // Validators refuse to look at an argument of that name, so it is called otherwise.
    expect(buildRequest(plan, { proto: 'a', constructor: 'b' }).url).toBe(
      'https://api.example.com/v1/things?constructor=b&__proto__=a',
    );
  });

  it('never break a header', async () => {
    const plan = await planOf({ parameters: [{ name: 'X-A', in: 'header', schema: {} }] });
    expect(() => buildRequest(plan, { 'X-A': 'a\r\nX-Admin: 1' })).toThrow(ArgumentError);
    expect(Buffer.from(buildRequest(plan, { 'X-A': 'größe' }).headers['X-A'] ?? '', 'latin1').toString('utf8')).toBe(
      'größe',
    );
  });

  it('reach five places with five values under one name', async () => {
    const plan = await planOf(
      {
        parameters: ['path', 'query', 'header', 'cookie'].map((where) => ({
          name: 'id',
          in: where,
          required: where === 'path',
          schema: {},
        })),
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { id: {} } } } } },
      },
      { path: '/things/{id}', method: 'post' },
    );
    expect(Object.keys(plan.inputSchema.properties)).toEqual(['id_path', 'id_query', 'id_header', 'id_cookie', 'body']);
    const request = buildRequest(plan, { id_path: 1, id_query: 2, id_header: 3, id_cookie: 4, body: { id: 5 } });
    expect(request).toMatchObject({
      url: 'https://api.example.com/v1/things/1?id=2',
      headers: { id: '3', cookie: 'id=4' },
      body: '{"id":5}',
    });
    expect(plan.inputSchema.properties['id_header']).toMatchObject({
      description: 'Sent as the header parameter "id".',
    });
  });
});
