import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test, vi } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const face = new URL('../src/index.ts', import.meta.url);

test('the README names everything that is exported', () => {
  const exported = [...readFileSync(face, 'utf8').matchAll(/\{([^{}]+)\}/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.replace('type ', '').trim()),
  );
  expect(exported.length).toBeGreaterThan(50);
  expect(exported.filter((name) => name !== '' && !new RegExp(`\`${name}\`|\\b${name}\\(`).test(readme))).toEqual([]);
});

test('the code of the README runs', async () => {
  await using home = temporaryHome();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.setHeader('content-type', 'application/json').end('{"name":"Rex"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const document = join(home.path, 'petstore.yaml');
  writeFileSync(
    document,
    [
      'openapi: 3.1.0',
      'info: {title: Pets, version: "1"}',
      `servers: [{url: "${origin}"}]`,
      'components: {securitySchemes: {token: {type: http, scheme: bearer}}}',
      'security: [{token: []}]',
      'paths:',
      '  /pets/{petId}:',
      '    get: {parameters: [{name: petId, in: path, required: true, schema: {type: integer}}], responses: {}}',
    ].join('\n'),
  );
  const [, code = ''] = /```ts\n([^]*?)```/.exec(readme) ?? [];
  const script = join(home.path, 'example.ts');
  writeFileSync(
    script,
    code
      .replace("'@mcpm/openapi'", JSON.stringify(pathToFileURL(fileURLToPath(face)).href))
      .replace("'petstore.yaml'", JSON.stringify(document)),
  );
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await import(/* @vite-ignore */ pathToFileURL(script).href);
    expect(requests).toEqual(['GET /pets/7 Bearer secret']);
    expect(log.mock.calls).toEqual([[expect.objectContaining({ structuredContent: { name: 'Rex' } })]]);
  } finally {
    log.mockRestore();
    server.close();
  }
});
