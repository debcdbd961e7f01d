import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { rawSseClient, rawStreamableClient, startUpstream, temporaryHome, type Upstream } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKeyAuthority, type KeyAuthority } from '../inbound/key-authority.ts';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { startRunner, type RunnerProcess } from '../runner-process.ts';

const USERS = ['alice', 'bob'] as const;
const AUDIENCE = 'https://mcp.example.com/pets';
/** Calls of both users together, and how many of them are open at a time. */
const CALLS = 10_000;
const AT_ONCE = 32;

let home: ReturnType<typeof temporaryHome>;
let authority: KeyAuthority;
let upstream: Upstream;
let runner: RunnerProcess;
let url: string;
let file: string;
let exchanges = 0;

/** Settings of a runner whose callers are known by their access tokens. */
function settings(): Readonly<Record<string, string>> {
  const client = { tokenUrl: `${authority.url}/token`, clientId: 'mcpm', clientSecret: 'canary-secret' };
  return {
    MCPM_OAUTH_ISSUER: authority.url,
    MCPM_OAUTH_AUDIENCE: AUDIENCE,
    MCPM_FORWARD_HEADERS: 'X-Tenant',
    MCPM_TOKEN_EXCHANGE: JSON.stringify(client),
  };
}

const tokenOf = (user: string) => authority.sign(AUDIENCE, { claims: { sub: user } });
const headersOf = async (user: string) => ({
  authorization: `Bearer ${await tokenOf(user)}`,
  'x-tenant': `tenant of ${user}`,
});

beforeAll(async () => {
  home = temporaryHome();
  authority = await startKeyAuthority();
  authority.answer(({ subject_token: token = '' }) => {
    exchanges += 1;
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return { body: { access_token: `for-${sub}`, token_type: 'Bearer', expires_in: 3_600 } };
  });
  upstream = await startUpstream({
    handler: ({ url: asked, headers }) => ({
      body: {
        asked,
        who: headers.authorization,
        tenant: headers['x-tenant'],
        padding: asked.endsWith('limit=7') ? 'x'.repeat(100_000) : '',
      },
    }),
  });
  file = writeDocument(home.path, petsDocument(upstream.url));
  runner = startRunner(['--openapi', file, '--transport', 'streamable', '--port', '0'], settings());
  url = await runner.url();
});

afterAll(async () => {
  await runner[Symbol.asyncDispose]();
  await upstream.close();
  await authority[Symbol.asyncDispose]();
  await home.remove();
});

test('R33: two users in parallel never mix in 10,000 calls', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const headers = Object.fromEntries(
    await Promise.all(USERS.map(async (user) => [user, await headersOf(user)] as const)),
  );
  let next = 0;
  const wrong: string[] = [];
  const work = async () => {
    for (let number = next++; number < CALLS; number = next++) {
      const user = USERS[number % 2] ?? 'alice';
      const own = {
        asked: `/pets?limit=${number + 10}`,
        who: `Bearer for-${user}`,
        tenant: `tenant of ${user}`,
        padding: '',
      };
      const said = await call(agent, headers[user] ?? {}, number);
      if (JSON.stringify(said) !== JSON.stringify(own)) wrong.push(JSON.stringify(said));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  expect(wrong.map((text) => text.slice(0, 200))).toEqual([]);
  expect(exchanges).toBe(2);
  expect(upstream.requests.filter(({ rawHeaders }) => rawHeaders.some((part) => part.includes('eyJ')))).toEqual([]);
});

/** One call of the modern era; what the upstream saw. */
async function call(agent: Agent, headers: Readonly<Record<string, string>>, number: number): Promise<unknown> {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { name: 'listPets', arguments: { limit: number + 10 }, _meta: meta };
  const asking = request(url, {
    agent,
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'listPets',
    },
  });
  // Every client numbers alike.
  asking.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
  const [response] = await once(asking, 'response');
  const answer = JSON.parse((await text(response)).replace(/^.*?data: /s, ''));
  return JSON.parse(answer.result?.content[0].text ?? '"no result"');
}

test.each(['legacy', 'modern'] as const)(
  'R33: what is kept of one user’s answers is not there for another (%s)',
  async (era) => {
    const [alice, bob] = await Promise.all(
      USERS.map(async (user) => {
        const client = rawStreamableClient({ url, era, headers: await headersOf(user) });
        if (era === 'legacy') await client.initialize();
        return client;
      }),
    );
    const long = await alice!.callTool('listPets', { limit: 7 });
    const handle = /"answer":"(\w+)"/.exec(long.content.map(({ text: part }) => part).join(' '))?.[1];
    expect(handle).toBeDefined();
    expect((await alice!.callTool('read_answer', { answer: handle, page: 2 })).isError).toBeFalsy();
    const stolen = await bob!.callTool('read_answer', { answer: handle, page: 2 });
    expect(stolen).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('There is no answer') }] });
    await Promise.all([alice!.close(), bob!.close()]);
  },
);

test('R35: a session is bound to its user: with another token it does not exist', async () => {
  await using alice = rawStreamableClient({ url, era: 'legacy', headers: await headersOf('alice') });
  await alice.initialize();
  const session = { 'mcp-session-id': alice.sessionId ?? '' };
  const ping = JSON.stringify({ jsonrpc: '2.0', id: 9, method: 'ping' });
  const post = async (headers: Readonly<Record<string, string>>) =>
    (
      await fetch(url, {
        method: 'POST',
        headers: { accept: '*/*', 'content-type': 'application/json', ...session, ...headers },
        body: ping,
      })
    ).status;
  expect(await post({ authorization: `Bearer ${await tokenOf('alice')}` })).toBe(200);
  expect(await post({ authorization: `Bearer ${await tokenOf('bob')}` })).toBe(404);
  expect(await post({})).toBe(401);
});

test('R33: over HTTP+SSE each message is of the user who posts it', async () => {
  await using other = startRunner(['--openapi', file, '--transport', 'sse', '--port', '0'], settings());
  const place = await other.url();
  const seen = await Promise.all(
    USERS.map(async (user) => {
      await using client = rawSseClient({ url: place, headers: await headersOf(user) });
      await client.initialize();
      const { content } = await client.callTool('listPets', { limit: 1 });
      return JSON.parse(content[0]?.text ?? '{}');
    }),
  );
  expect(seen).toEqual(
    USERS.map((user) => expect.objectContaining({ who: `Bearer for-${user}`, tenant: `tenant of ${user}` })),
  );
});

test('R35: the official client is let in with its token, and told where to get one without', async () => {
  const token = await tokenOf('alice');
  const open = async (headers: Readonly<Record<string, string>>) => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
    return client;
  };
  const client = await open({ authorization: `Bearer ${token}` });
  const result = await client.callTool({ name: 'listPets', arguments: { limit: 1 } });
  expect(JSON.stringify(result.content)).toContain('Bearer for-alice');
  await client.close();
  await expect(open({})).rejects.toThrow('Show an access token');
});

test('R34: neither tokens nor the secret of the exchange are in the log', async () => {
  expect(runner.stderr()).not.toMatch(/eyJ|canary-secret|for-alice|for-bob/);
});
