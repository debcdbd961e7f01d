import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { startUpstream } from '@mcpm/test-kit';
import { afterEach, describe, expect, test } from 'vitest';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';
import { describeFailure, hostOf } from '../../src/upstream/upstream-failure.ts';
import { LOCAL_CALLER } from '../../src/call/caller.ts';

const clients: UpstreamClient[] = [];
const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) server.close();
});

/** What a call says that gets these bytes for an answer. */
async function failureOf(bytes: string, protocol = 'http'): Promise<string> {
  const server = createServer((socket) => void socket.on('error', () => undefined).end(bytes));
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return sayOf(`${protocol}://127.0.0.1:${port}/a?key=hunter2`);
}

async function sayOf(url: string): Promise<string> {
  const client = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000 });
  clients.push(client);
  const headers = { Authorization: 'Bearer hunter2' };
  return client
    .send({ method: 'GET', url, headers }, { caller: LOCAL_CALLER, signal: new AbortController().signal })
    .then(
      () => 'no failure',
      (error: Error) => error.message,
    );
}

describe('failures name the host, what happened and what to do, and neither path, query nor secret', () => {
  test.each([
    [
      'what is no HTTP',
      'SSH-2.0-OpenSSH_9\r\n',
      /could not be reached: what it answers is no HTTP \[HPE_\w+\]\. Check/,
    ],
    [
      'a status that is none',
      'HTTP/1.1 099 Nothing\r\nContent-Length: 0\r\n\r\n',
      /could not be reached: what it answers is no HTTP \[HPE_\w+\]\. Check/,
    ],
    ['nothing at all', '', /could not be reached: it cut the connection \[UND_ERR_SOCKET\]\. Try again/],
    [
      'headers without end',
      `HTTP/1.1 200 OK\r\n${`X-Fill: ${'x'.repeat(1_000)}\r\n`.repeat(100)}\r\n`,
      /could not be reached: the headers of its answer are too large \[\w+\]\. /,
    ],
    [
      'half a body',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf',
      /answered with status 200, but the answer could not be read/,
    ],
  ])('for %s', async (_title, bytes, said) => {
    const message = await failureOf(bytes);
    expect(message).toMatch(/^The API at 127\.0\.0\.1:\d+ /);
    expect(message).toMatch(said);
    expect(message).not.toMatch(/hunter2|\/a\b/);
  });

  test('for TLS where there is none', async () => {
    await using upstream = await startUpstream();
    expect(await sayOf(`https://127.0.0.1:${upstream.port}/`)).toMatch(
      /it does not speak TLS \[\w+\]\. Perhaps the base URL shall begin with http instead of https\.$/,
    );
  });

  test('for a name nobody knows', async () => {
    expect(await sayOf('http://nowhere.invalid/')).toMatch(
      /^The API at nowhere\.invalid could not be reached: its name .+ \[\w+\]\. /,
    );
  });
});

test('an error without a code is no failure of the upstream but a bug', () => {
  expect(describeFailure('http://a.test', new TypeError('x is undefined'))).toBeUndefined();
  const nested = new TypeError('failed', {
    cause: new AggregateError([Object.assign(new Error(''), { code: 'ECONNREFUSED' })]),
  });
  expect(describeFailure('http://a.test/b', nested)?.message).toContain(
    'The API at a.test could not be reached: nothing listens there',
  );
  expect(hostOf('no url')).toBe('an unknown host');
});
