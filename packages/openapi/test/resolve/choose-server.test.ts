import { describe, expect, it } from 'vitest';
import { type CompileOptions } from '../../src/index.ts';
import { compileValue, documentOf } from '../one-operation.ts';

const servers = [
  { url: 'https://api.test/v1/', description: 'Production, Europe' },
  { url: 'https://us.test/v1', description: 'Production, America', name: 'us' },
  {
    url: 'https://{env}.test',
    description: 'Sandbox',
    variables: { env: { default: 'sandbox', enum: ['sandbox', 'dev'] } },
  },
];
const document = documentOf(
  {
    '/a': { get: { responses: {} } },
    '/b': { servers: [{ url: 'https://b.test' }], get: { responses: {} } },
  },
  { servers },
);

describe('R50: the server', () => {
  it.each([
    [0, 'https://api.test/v1'],
    [1, 'https://us.test/v1'],
    ['2', 'https://sandbox.test'],
    ['https://api.test/v1', 'https://api.test/v1'],
    ['https://{env}.test/', 'https://sandbox.test'],
    ['us', 'https://us.test/v1'],
    ['sandbox', 'https://sandbox.test'],
    ['AMERICA', 'https://us.test/v1'],
  ])('may be chosen as %j', async (server, baseUrl) => {
    const compiled = await compileValue(document, { server });
    expect(compiled.baseUrl).toBe(baseUrl);
    expect(compiled.plans.map(({ request }) => request.baseUrl)).toEqual([baseUrl, 'https://b.test']);
    expect(compiled.warnings).toEqual([]);
  });

  it.each([
    [3, 'is no server'],
    ['-1', 'is no server'],
    ['', 'is no server'],
    ['staging', 'is no server'],
    ['production', 'fits several servers'],
  ])('%j is refused with the list of servers', async (server, reason) => {
    await expect(compileValue(document, { server })).rejects.toMatchObject({
      code: 'option_invalid',
      message: `"${server}" ${reason} of the document. Its servers: 0: https://api.test/v1/ (Production, Europe), 1: https://us.test/v1 (Production, America), 2: https://{env}.test (Sandbox).`,
    });
  });

  it('is refused where there is none to choose from', async () => {
    await expect(compileValue(documentOf({}, { servers: [] }), { server: 0 })).rejects.toMatchObject({
      message: expect.stringContaining('It names no servers.'),
    });
  });

  it('takes variables that its enum allows, and says so of others, at its own place', async () => {
    const options: CompileOptions = { server: 2, serverVariables: { env: 'dev' } };
    expect((await compileValue(document, options)).baseUrl).toBe('https://dev.test');
    const wrong = await compileValue(document, { ...options, serverVariables: { env: 'evil' } });
    expect(wrong.baseUrl).toBe('https://sandbox.test');
    expect(wrong.warnings).toMatchObject([
      { code: 'server_variable_invalid', pointer: '/servers/2', message: expect.stringContaining('sandbox, dev') },
    ]);
  });
});
