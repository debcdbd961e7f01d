import { startUpstream, type UpstreamHandler } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import type { Caller } from '../../../src/call/caller.ts';
import { UpstreamClient } from '../../../src/upstream/upstream-client.ts';

const clients: UpstreamClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

interface Asking {
  readonly principal?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: string;
}

/** Asks one URL again and again; returns what came. */
function asker(url: string, responseCache = true): (asking?: Asking) => Promise<string> {
  const client = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000, responseCache });
  clients.push(client);
  return async ({ principal = 'local', headers = {}, method = 'GET', body } = {}) => {
    const caller: Caller = { principal, headers: {} };
    const request = { method, url, headers, ...(body !== undefined && { body }) };
    const answer = await client.send(request, { caller, signal: new AbortController().signal });
    return `${answer.status} ${Buffer.from(answer.body).toString()}`;
  };
}

/** Numbers its answers. */
function numbered(headers: Readonly<Record<string, string>>): UpstreamHandler {
  let served = 0;
  return () => ({ headers, body: `${++served}` });
}

test('R46: an answer is used again for as long as it says, and not at all unless that is wanted', async () => {
  await using upstream = await startUpstream({ handler: numbered({ 'Cache-Control': 'max-age=60' }) });
  const ask = asker(upstream.url);
  expect([await ask(), await ask(), await ask({ method: 'POST' }), await ask()]).toEqual([
    '200 1',
    '200 1',
    '200 2',
    '200 3',
  ]);
  const plain = asker(upstream.url, false);
  expect([await plain(), await plain()]).toEqual(['200 4', '200 5']);
});

test('R46: an answer to a request with a body is not used again, because the body says what was asked for', async () => {
  await using upstream = await startUpstream({ handler: numbered({ 'Cache-Control': 'max-age=60' }) });
  const ask = asker(upstream.url);
  expect([await ask({ body: 'cats' }), await ask({ body: 'dogs' }), await ask(), await ask()]).toEqual([
    '200 1',
    '200 2',
    '200 3',
    '200 3',
  ]);
  expect([await ask({ body: 'cats' }), await ask()]).toEqual(['200 4', '200 3']);
});

test('R46: what one credential or caller was answered is never there for another', async () => {
  await using upstream = await startUpstream({ handler: numbered({ 'Cache-Control': 'public, max-age=60' }) });
  const ask = asker(upstream.url);
  const [first, second] = [{ Authorization: 'Bearer a' }, { 'X-Api-Key': 'b' }];
  const answers = [
    await ask({ headers: first }),
    await ask({ headers: second }),
    await ask(),
    await ask({ principal: 'somebody', headers: first }),
    await ask({ headers: { Authorization: 'Bearer b' } }),
    await ask({ headers: first }),
    await ask({ headers: { authorization: 'Bearer a', traceparent: '00-0-0-01' } }),
  ];
  expect(answers).toEqual(['200 1', '200 2', '200 3', '200 4', '200 5', '200 1', '200 1']);
});

test('R46: an answer that only names its version is asked about each time, and not sent again', async () => {
  const asked: (string | undefined)[] = [];
  await using upstream = await startUpstream({
    handler: ({ headers }) => {
      asked.push(headers['if-none-match']);
      const etag = { ETag: '"one"' };
      return headers['if-none-match'] === '"one"' ? { status: 304, headers: etag } : { headers: etag, body: 'whole' };
    },
  });
  const ask = asker(upstream.url);
  expect([await ask(), await ask(), await ask()]).toEqual(['200 whole', '200 whole', '200 whole']);
  expect(asked).toEqual([undefined, '"one"', '"one"']);
});

test.each<Record<string, string>>([{ 'Cache-Control': 'no-store' }, {}, { 'Cache-Control': 'max-age=60', Vary: '*' }])(
  'R46: an answer with %j is not used again',
  async (headers) => {
    await using upstream = await startUpstream({ handler: numbered(headers) });
    const ask = asker(upstream.url);
    expect([await ask(), await ask()]).toEqual(['200 1', '200 2']);
  },
);

test('R46: answers differ by what they vary by', async () => {
  await using upstream = await startUpstream({
    handler: ({ headers }) => ({
      headers: { 'Cache-Control': 'max-age=60', Vary: 'Accept-Language' },
      body: `${headers['accept-language']}`,
    }),
  });
  const ask = asker(upstream.url);
  const inLanguage = (language: string) => ask({ headers: { 'Accept-Language': language } });
  expect([await inLanguage('de'), await inLanguage('en'), await inLanguage('de')]).toEqual([
    '200 de',
    '200 en',
    '200 de',
  ]);
  expect(upstream.requests).toHaveLength(2);
});
