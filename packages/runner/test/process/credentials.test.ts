import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, rawStdioClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { startAuthority } from '../credentials/authority.ts';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { logLines, runnerArgs, startRunner } from '../runner-process.ts';

const canaries = ['canary-client-secret', 'canary-api-key', 'canary-header', 'canary-pass', 'canary-token-1'];

function secured(baseUrl: string, tokenUrl: string): Readonly<Record<string, unknown>> {
  const operation = (operationId: string, security: readonly unknown[]) => ({
    get: { operationId, security, responses: {} },
  });
  const paths = {
    '/oauth': operation('callWithToken', [{ oauth: [], key: [] }]),
    '/basic': operation('callWithPassword', [{ basic: [] }]),
    '/broken': operation('callNobody', [{ broken: [] }]),
  };
  const flows = (url: string) => ({ clientCredentials: { tokenUrl: url, scopes: {} } });
  const securitySchemes = {
    oauth: { type: 'oauth2', flows: flows(tokenUrl) },
    broken: { type: 'oauth2', flows: flows(`${tokenUrl}?broken`) },
    key: { type: 'apiKey', in: 'query', name: 'key' },
    basic: { type: 'http', scheme: 'basic' },
  };
  return { ...petsDocument(baseUrl, paths), components: { securitySchemes } };
}

const client = (clientId: string) => JSON.stringify({ clientId, clientSecret: 'canary-client-secret' });

test('R34: no secret appears in results, in the log or in the arguments of the process', async () => {
  await using home = temporaryHome();
  await using authority = await startAuthority();
  authority.answer(({ form, authorization }) =>
    form['client_id'] === undefined && atob(authorization?.split(' ')[1] ?? '').startsWith('broken:')
      ? {
          status: 400,
          body: { error: 'invalid_client', error_description: `No canary-client-secret, ${authorization}` },
        }
      : { body: { access_token: 'canary-token-1', token_type: 'bearer' } },
  );
  await using upstream = await startUpstream({
    handler: ({ url, headers }) => ({ status: 500, body: { message: `canary-client-secret`, url, headers } }),
  });
  await using runner = rawStdioClient({
    command: process.execPath,
    args: runnerArgs('--openapi', writeDocument(home.path, secured(upstream.url, authority.tokenUrl))),
    env: {
      ...process.env,
      LOG_LEVEL: 'debug',
      MCPM_HEADERS: 'X-Auth-Token: canary-header',
      MCPM_CREDENTIALS: [
        `oauth=${client('me')}`,
        `broken=${client('broken')}`,
        'key=canary-api-key',
        'basic=user:canary-pass',
      ].join('\n'),
    },
  });
  await runner.initialize();
  const results = [];
  for (const name of ['callWithToken', 'callWithPassword', 'callNobody']) results.push(await runner.callTool(name));
  expect(results.map(({ isError }) => isError)).toEqual([true, true, true]);
  expect(upstream.requests.map(({ url, headers }) => [url, headers.authorization, headers['x-auth-token']])).toEqual([
    ['/oauth?key=canary-api-key', 'Bearer canary-token-1', 'canary-header'],
    ['/basic', `Basic ${btoa('user:canary-pass')}`, 'canary-header'],
  ]);
  const said = JSON.stringify(results) + runner.stderr();
  expect(said).toContain('[redacted]');
  expect(results[2]?.content[0]?.text).toContain('answered 400 invalid_client (No [redacted], Basic [redacted])');
  const command = process.platform === 'linux' ? readFileSync(`/proc/${runner.pid}/cmdline`, 'utf8') : '';
  for (const canary of [...canaries, btoa('user:canary-pass'), btoa('me:canary-client-secret')]) {
    expect(said).not.toContain(canary);
    expect(command).not.toContain(canary);
  }
});

test('a credential that no operation asks for is told in the log with those that are asked for', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, secured('http://127.0.0.1:9', 'http://127.0.0.1:9/token'));
  const credentials = { ouath: 'canary-api-key', key: client('me') };
  await using runner = startRunner(['--openapi', file, '--transport', 'sse', '--port', '0'], {
    MCPM_CREDENTIALS: JSON.stringify(credentials),
  });
  await eventually(() =>
    expect(
      logLines(runner.stderr())
        .filter(({ level }) => level === 'warn')
        .map(({ msg }) => msg),
    ).toEqual([
      'The credential "ouath" is for no security scheme that an operation asks for; those are: "oauth", "key", "basic", "broken"',
      'The credential "key" is an OAuth2 client, which is of no use for a scheme of type apiKey',
    ]),
  );
});

test('credentials and certificates that cannot be used end the start with 78 and name what is wrong', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  const noPem = join(home.path, 'notes.txt');
  writeFileSync(noPem, 'canary-notes');
  await using runner = startRunner(['--openapi', file, '--transport', 'sse', '--client-cert', noPem], {
    MCPM_CREDENTIALS: JSON.stringify({ oauth: '{"clientId":"canary-id"' }),
  });
  expect(await runner.exited).toBe(78);
  await eventually(() =>
    expect(runner.stderr()).toContain('--credential for \\"oauth\\" starts like JSON, but is none'),
  );
  await eventually(() => expect(runner.stderr()).toContain('notes.txt holds no certificate in PEM form'));
  expect(runner.stderr()).not.toContain('canary');
});
