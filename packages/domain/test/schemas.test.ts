import { expect, test } from 'vitest';
import {
  CreateServer,
  listRunnerOptions,
  parse,
  pointerOf,
  ProcessSpec,
  RunnerOptions,
  ServerName,
  TransportInput,
  UpdateServer,
} from '@mcpm/domain';

test('a creation body without a document and with a bad name tells both faults at once', () => {
  expect(() => parse(CreateServer, { name: 'Not A Name', port: 0 })).toThrowError(
    expect.objectContaining({
      code: 'validation_failed',
      faults: expect.arrayContaining([
        expect.objectContaining({ pointer: '/name' }),
        expect.objectContaining({ pointer: '/port' }),
        expect.objectContaining({ pointer: '/openapiUrl' }),
      ]),
    }),
  );
});

test('a creation body with both a URL and a text is refused', () => {
  expect(CreateServer.safeParse({ name: 'a', openapiUrl: 'a.yaml', openapi: '{}' }).success).toBe(false);
});

test('a creation body with an unknown field is refused', () => {
  expect(CreateServer.safeParse({ name: 'a', openapiUrl: 'a.yaml', prot: 3001 }).success).toBe(false);
});

test('a header with a line break is refused', () => {
  expect(CreateServer.safeParse({ name: 'a', openapiUrl: 'a.yaml', headers: { 'X-A': 'b\r\nX-C: d' } }).success).toBe(
    false,
  );
});

test.each(['http', 'streamable-http', 'streamable'])('the transport "%s" is read as streamable', (spelling) => {
  expect(TransportInput.parse(spelling)).toBe('streamable');
});

test.each(['', 'A', '-a', 'a b', 'a'.repeat(49), '中'])('the name "%s" is refused', (name) => {
  expect(ServerName.safeParse(name).success).toBe(false);
});

test('a pointer escapes ~ and / as RFC 6901 has it', () => {
  expect(pointerOf(['a/b', 'c~d', 0])).toBe('/a~1b/c~0d/0');
});

test('a process spec of id and command alone has every default', () => {
  const spec = ProcessSpec.parse({ id: 'a', command: 'true' });
  expect(spec).toMatchObject({
    managed: false,
    stdout: 'log',
    restart: { mode: 'always', maxRetries: 10 },
    health: { intervalMs: 30_000, timeoutMs: 5000, failures: 3 },
  });
  const { listen } = ProcessSpec.parse({ id: 'a', command: 'true', listen: { port: 0 } });
  expect(listen).toEqual({ host: '127.0.0.1', port: 0 });
});

test('every runner option has its own flag and variable', () => {
  const options = listRunnerOptions();
  expect(new Set(options.map(({ flag }) => flag)).size).toBe(options.length);
  expect(new Set(options.map(({ env }) => env)).size).toBe(options.length);
  expect(options.map(({ name }) => name)).toEqual(Object.keys(RunnerOptions.shape));
});

test("the owner's runner options are all there", () => {
  const names = listRunnerOptions().map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'transport',
      'port',
      'endpoint',
      'managed',
      'autoRestart',
      'openapi',
      'watch',
      'auth',
      'headers',
    ]),
  );
});

test('a policy of which one field was chosen keeps just this field', () => {
  const body = CreateServer.parse({
    name: 'a',
    openapiUrl: 'a.yaml',
    restart: { maxRetries: 0 },
    health: { failures: 2 },
  });
  expect(body.restart).toEqual({ maxRetries: 0 });
  expect(body.health).toEqual({ failures: 2 });
});

test('a change with both a URL and a text is refused, one with either is not', () => {
  expect(UpdateServer.safeParse({ openapiUrl: 'a.yaml', openapi: '{}' }).success).toBe(false);
  expect(UpdateServer.safeParse({ openapiUrl: 'a.yaml' }).success).toBe(true);
});
