import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runOnce } from './run-once.ts';

const shell = (command: string, env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)('bash', ['-c', command], { env: { ...process.env, ...env } });

const securitySchemes = {
  key: { type: 'apiKey', in: 'query', name: 'api_key' },
  login: { type: 'http', scheme: 'basic' },
};
const paths = {
  '/pets/{id}': {
    put: {
      operationId: 'putPet',
      security: [{ key: [] }, { login: [] }],
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
        { name: 'X-Note', in: 'header', schema: { type: 'string' } },
      ],
      requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
      responses: { 200: { description: 'ok' } },
    },
  },
  '/photo': {
    post: {
      operationId: 'putPhoto',
      security: [],
      requestBody: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
      responses: { 200: { description: 'ok' } },
    },
  },
};
const args = JSON.stringify({
  id: 'a/b\' "$HOME',
  tags: ['[x]', 'ü & {y}'],
  'X-Note': "it's `here`",
  body: { text: 'Rex\'s "best" $PATH \\ \n@x' },
});

test('R48: the command, run by a shell, sends the request a call would send; nothing is sent before', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const file = writeDocument(home.path, { ...petsDocument(upstream.url, paths), components: { securitySchemes } });
  for (const credential of ['key=s3cret&key', 'login=me:s3cret pass']) {
    const before = upstream.requests.length;
    const env = { MCPM_CREDENTIALS: credential };
    const { stdout, stderr, code } = await runOnce(['curl', 'putPet', args, '--openapi', file, '--reveal'], { env });
    expect({ code, stderr, sent: upstream.requests.length }).toEqual({ code: 0, stderr: '', sent: before });
    await shell(stdout);
    await runOnce(['call', 'putPet', args, '--openapi', file], { env });
    const [byCurl, byCall] = upstream.requests.slice(before).map(({ method, url, headers, body }) => {
      const { accept, authorization, 'content-type': type, 'x-note': note } = headers;
      return { method, url, accept, authorization, type, note, body: body.toString() };
    });
    expect(byCurl).toEqual(byCall);
  }
});

test('secrets are variables that the command takes from its environment, or stars', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const file = writeDocument(home.path, { ...petsDocument(upstream.url, paths), components: { securitySchemes } });
  const env = { MCPM_CREDENTIALS: 'login=me:s3cret', MCPM_HEADERS: 'X-Team: blue-s3cret' };
  const command = await runOnce(['curl', 'putPet', args, '--openapi', file], { env });
  const http = await runOnce(['curl', 'putPet', args, '--openapi', file, '--http'], { env });
  expect(command.stdout + command.stderr + http.stdout + http.stderr).not.toContain('s3cret');
  expect(command.stdout).toContain('--user "$MCPM_CREDENTIAL_LOGIN"');
  expect(command.stderr).toContain('$MCPM_CREDENTIAL_LOGIN is the credential of "login".');
  expect(http.stdout).toMatch(/^PUT \/pets\/.* HTTP\/1\.1\nhost: 127\.0\.0\.1/);
  expect(http.stdout).toContain('authorization: Basic ***');
  await shell(command.stdout, { MCPM_CREDENTIAL_LOGIN: 'me:other', MCPM_HEADER_X_TEAM: 'green' });
  expect(upstream.requests[0]?.headers).toMatchObject({
    authorization: `Basic ${Buffer.from('me:other').toString('base64')}`,
    'x-team': 'green',
  });
});

test('a body of bytes is sent byte for byte, and a missing credential is told', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const file = writeDocument(home.path, { ...petsDocument(upstream.url, paths), components: { securitySchemes } });
  const bytes = Buffer.from([0, 255, 10, 13, 39, 128]);
  const { stdout } = await runOnce(['curl', 'putPhoto', `{"body":"${bytes.toString('base64')}"}`, '--openapi', file]);
  await shell(stdout);
  expect(upstream.requests[0]?.body.equals(bytes)).toBe(true);
  const { stderr } = await runOnce(['curl', 'putPet', args, '--openapi', file]);
  expect(stderr).toContain('asks for "key", or "login"');
});
