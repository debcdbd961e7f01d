import { RunnerOptions } from '@mcpm/domain';
import { compileDocument } from '@mcpm/openapi';
import { expect, test } from 'vitest';
import { serverName } from '../../src/welcome/client-snippets.ts';
import { welcomeText } from '../../src/welcome/welcome.ts';
import { petsDocument } from '../pets-document.ts';

const terminal = { isTTY: true, columns: 80, write: () => true };

async function welcome(given: Readonly<Record<string, unknown>>, screen = terminal, port?: number) {
  const document = await compileDocument({ text: JSON.stringify(petsDocument('http://127.0.0.1:9')) });
  const options = RunnerOptions.parse({ openapi: '/srv/pets api.yaml', ...given });
  return welcomeText(screen, { NO_COLOR: '1' }, { options, document, lazy: false, port });
}

test('a person sees the tools and a command for each client that starts the same server again', async () => {
  const text = await welcome({ readOnly: true, include: ['tag:a', 'tag:b'], auth: 'top-secret', timeout: 5 });
  expect(text).toMatch(/^listPets +GET \/pets$/m);
  expect(text).toContain(
    "claude mcp add pets --env MCPM_AUTH_TOKEN=SECRET -- npx -y @mcpm/runner --openapi '/srv/pets api.yaml' --include tag:a --include tag:b --read-only --timeout 5",
  );
  expect(text).not.toContain('top-secret');
  const entry = /^ {4}(\{"pets":.*\})$/m.exec(text)?.[1] ?? '';
  expect(JSON.parse(entry)).toMatchObject({ pets: { command: 'npx', env: { MCPM_AUTH_TOKEN: 'SECRET' } } });
});

test('R34: a URL with a password is not shown again', async () => {
  const openapi = 'https://user:top-secret@example.com/openapi.json';
  const text = await welcome({ openapi, overlays: ['https://user:top-secret@example.com/o.yaml'] });
  expect(text).toContain('claude mcp add pets --env MCPM_OPENAPI=SECRET --env MCPM_OVERLAYS=SECRET -- npx');
  expect(text).not.toContain('top-secret');
});

test('clients of an HTTP server get its URL, and the header it demands', async () => {
  const text = await welcome({ transport: 'streamable', requireToken: 'top-secret' }, terminal, 4711);
  expect(text).toContain(
    "claude mcp add --transport http pets http://127.0.0.1:4711/mcp --header 'Authorization: Bearer TOKEN'",
  );
  expect(text).toContain('url = "http://127.0.0.1:4711/mcp"');
  expect(text).not.toContain('top-secret');
  expect(await welcome({ transport: 'sse' }, terminal, 4711)).not.toContain('codex');
});

test('nothing is shown where there is no terminal', async () => {
  expect(await welcome({}, { ...terminal, isTTY: false })).toBe('');
});

test.each([
  ['Swagger Petstore - OpenAPI 3.0', 'swagger-petstore-openapi'],
  ['2Pets', 'api-2pets'],
  ['ペット', 'api'],
])('%s is called %s', (title, name) => {
  expect(serverName(title)).toBe(name);
});
