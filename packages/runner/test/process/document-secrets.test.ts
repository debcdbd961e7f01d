import { rawStdioClient, startUpstream } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { runnerArgs, startRunner } from '../runner-process.ts';

/** A server that refuses and quotes whatever it was shown. */
function quoting() {
  return startUpstream({
    handler: ({ headers }, response) => {
      response.writeHead(401, ['No', headers['x-api-key'], headers['authorization']].join(' ')).end();
      return undefined;
    },
  });
}

const basic = btoa('user:canary-login');

test('R34: what a document is asked for with is in no log, tool text or message to the manager, even if its server quotes it', async () => {
  await using documents = await quoting();
  const url = documents.url.replace('http://', 'http://user:canary-login@');
  const env = { MCPM_OPENAPI: `${url}/openapi.json`, MCPM_DOCUMENT_HEADERS: '{"X-Api-Key":"canary-header"}' };
  await using client = rawStdioClient({
    command: process.execPath,
    args: runnerArgs(),
    env: { ...process.env, ...env },
  });
  await client.initialize();
  await client.listTools();
  const told = JSON.stringify(await client.callTool('document_status', {}));
  expect(told).toContain('refused with 401 No [redacted] Basic [redacted]');
  await using managed = startRunner(['--managed'], env);
  expect(await managed.exited).toBe(69);
  const said = [client.stderr(), managed.stderr(), JSON.stringify(managed.messages)];
  for (const text of said) expect(text).toContain('refused with 401 No [redacted] Basic [redacted]');
  for (const secret of ['canary', basic]) expect(`${told}${said.join('')}`).not.toContain(secret);
});
