import type { LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { startUpstream } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import { LOCAL_CALLER } from '../../../src/call/caller.ts';
import { DocumentFetch } from '../../../src/upstream/document-fetch.ts';
import { UpstreamClient } from '../../../src/upstream/upstream-client.ts';

const clients: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

const context = { caller: LOCAL_CALLER, signal: new AbortController().signal };

/** A resolver that answers by a table; each name leads on with each question, as one that is bound anew does. */
function resolver(table: Readonly<Record<string, readonly (readonly string[])[]>>): LookupFunction {
  const asked = new Map<string, number>();
  return (host, _options, done) => {
    const turn = asked.get(host) ?? 0;
    asked.set(host, turn + 1);
    const answers = table[host] ?? [];
    const addresses = answers[Math.min(turn, answers.length - 1)] ?? [];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

function dialOf(lookup: LookupFunction, options: Partial<RunnerOptionsInput> = {}) {
  return { options: RunnerOptions.parse({ openapi: 'http://docs.test/api.json', ...options }), lookup };
}

function client(lookup: LookupFunction, options: Partial<RunnerOptionsInput> = {}, timeoutMs = 5_000): UpstreamClient {
  const made = new UpstreamClient({ timeoutMs, maxResponseBytes: 1_000, dial: dialOf(lookup, options) });
  clients.push(made);
  return made;
}

const get = (url: string) => ({ method: 'GET', url, headers: {} });

test('R45: a name of a document that leads within is refused at the door, naming host, address and option', async () => {
  await using inside = await startUpstream();
  const lookup = resolver({ 'api.test': [['127.0.0.1']] });
  await expect(client(lookup).send(get(`http://api.test:${inside.port}/`), context)).rejects.toThrow(
    `The API at api.test:${inside.port} was not called: api.test leads to 127.0.0.1, an address of this machine, which only whoever starts this server may open: by the option --allow-private 127.0.0.1.`,
  );
  const opened = client(lookup, { allowPrivate: ['127.0.0.1'] });
  expect((await opened.send(get(`http://api.test:${inside.port}/`), context)).status).toBe(200);
  const named = client(lookup, { baseUrl: `http://api.test:${inside.port}` });
  expect((await named.send(get(`http://api.test:${inside.port}/`), context)).status).toBe(200);
  expect(inside.requests).toHaveLength(2);
});

test('R45: the address that was checked is the one that is dialed, however a name is bound anew', async () => {
  await using inside = await startUpstream();
  // Public (no longer in use, RFC 7526) when it is asked for first, within from then on.
  const rebind = resolver({ 'rebind.test': [['192.88.99.1'], ['127.0.0.1']] });
  let questions = 0;
  const counted: LookupFunction = (...question) => {
    questions += 1;
    rebind(...question);
  };
  const caller = client(counted, {}, 300);
  await expect(caller.send(get(`http://rebind.test:${inside.port}/`), context)).rejects.toThrow(
    /did not answer|not be reached/,
  );
  expect(questions).toBe(1);
  await expect(caller.send(get(`http://rebind.test:${inside.port}/`), context)).rejects.toThrow(
    '--allow-private 127.0.0.1',
  );
  // Of two addresses only the allowed one is dialed: nothing listens at the other.
  const two = resolver({ 'two.test': [['10.255.255.1', '127.0.0.1']] });
  const local = client(two, { openapi: 'api.yaml' });
  expect((await local.send(get(`http://two.test:${inside.port}/`), context)).status).toBe(200);
  expect(inside.requests).toHaveLength(1);
});

test('R45: the host of a document that a caller of the manager named leads nowhere within, however it is bound anew', async () => {
  await using inside = await startUpstream({ handler: () => ({ body: 'inside' }) });
  const url = `http://docs.test:${inside.port}/api.json`;
  const dialed = async (options: Partial<RunnerOptionsInput>, documentPlaces?: readonly string[]) => {
    const dial = { ...dialOf(resolver({ 'docs.test': [['127.0.0.1']] }), { openapi: url, ...options }) };
    const documents = new DocumentFetch({ dial: { ...dial, ...(documentPlaces && { documentPlaces }) } });
    clients.push(documents);
    return (await documents.fetch(url)).text();
  };
  expect(await dialed({})).toBe('inside');
  await expect(dialed({}, [])).rejects.toThrow(
    'docs.test leads to 127.0.0.1, an address of this machine, which only whoever starts the manager may open: by the variable MCPM_ALLOW_PRIVATE, with 127.0.0.1',
  );
  await expect(dialed({}, ['10.0.0.0/8'])).rejects.toThrow('MCPM_ALLOW_PRIVATE');
  for (const opened of ['127.0.0.0/8', 'docs.test', 'all']) expect(await dialed({}, [opened])).toBe('inside');
  // What an admin opened for this server, and what stands there by its own name, are free as ever.
  expect(await dialed({ allowPrivate: ['127.0.0.1'] }, [])).toBe('inside');
  expect(await dialed({ baseUrl: `http://docs.test:${inside.port}/v1` }, [])).toBe('inside');
  expect(inside.requests).toHaveLength(6);
});

test.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]', '169.254.169.254'])(
  'R45: the address %s in a document from the network is not dialed',
  async (host) => {
    const lookup = resolver({});
    await expect(client(lookup).send(get(`http://${host}:9/`), context)).rejects.toThrow(
      /was not called.*--allow-private/,
    );
  },
);

test('R45: a redirect within is refused, and followed where the operator opened it', async () => {
  await using inside = await startUpstream({ handler: () => ({ body: 'inside' }) });
  await using outside = await startUpstream({
    handler: () => ({ status: 302, headers: { Location: `http://inside.test:${inside.port}/` } }),
  });
  const lookup = resolver({ 'outside.test': [['127.0.0.1']], 'inside.test': [['127.0.0.1']] });
  const baseUrl = `http://outside.test:${outside.port}`;
  await expect(client(lookup, { baseUrl }).send(get(baseUrl), context)).rejects.toThrow(
    `inside.test leads to 127.0.0.1`,
  );
  expect(inside.requests).toHaveLength(0);
  const opened = client(lookup, { baseUrl, allowPrivate: ['inside.test'] });
  expect(Buffer.from((await opened.send(get(baseUrl), context)).body).toString()).toBe('inside');
});

test('R45: documents and their redirects are asked for by the same rules', async () => {
  await using inside = await startUpstream({ handler: () => ({ body: '{}' }) });
  await using docs = await startUpstream({
    handler: ({ url }) =>
      url === '/moved' ? { status: 302, headers: { Location: `http://inside.test:${inside.port}/` } } : { body: '{}' },
  });
  const lookup = resolver({ 'docs.test': [['127.0.0.1']], 'inside.test': [['127.0.0.1']] });
  const openapi = `http://docs.test:${docs.port}/api.json`;
  const documents = new DocumentFetch({ dial: dialOf(lookup, { openapi }) });
  clients.push(documents);
  expect(await (await documents.fetch(openapi)).text()).toBe('{}');
  const moved = await documents.fetch(`http://docs.test:${docs.port}/moved`, { redirect: 'manual' });
  expect(moved.status).toBe(302);
  await expect(documents.fetch(moved.headers.get('location') ?? '')).rejects.toThrow('--allow-private 127.0.0.1');
});

test('R45: a document comes decoded and with its version; what is not read does not keep its connection', async () => {
  await using docs = await startUpstream({
    handler: ({ url, headers }) => {
      if (headers['if-none-match'] === '"1"') return { status: 304 };
      if (url === '/broken') return { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('{}').subarray(0, 8) };
      return { headers: { ETag: '"1"', 'Content-Encoding': 'gzip' }, body: gzipSync(' '.repeat(500_000)) };
    },
  });
  const documents = new DocumentFetch({ dial: dialOf(resolver({}), { openapi: docs.url }) });
  clients.push(documents);
  const first = await documents.fetch(docs.url);
  expect([first.headers.get('etag'), (await first.text()).length]).toEqual(['"1"', 500_000]);
  expect((await documents.fetch(docs.url, { headers: { 'If-None-Match': '"1"' } })).status).toBe(304);
  await (await documents.fetch(docs.url)).body?.cancel();
  await expect((await documents.fetch(`${docs.url}/broken`)).text()).rejects.toThrow(/unexpected end|incorrect/);
  expect((await documents.fetch(docs.url)).status).toBe(200);
});

test('a document whose server words its status in its own language is answered with that status', async () => {
  await using docs = await startUpstream({
    handler: (_request, response) => void response.writeHead(403, 'Accès refusé').end(),
  });
  const documents = new DocumentFetch({ dial: dialOf(resolver({}), { openapi: docs.url }) });
  clients.push(documents);
  const { status, statusText } = await documents.fetch(docs.url);
  expect([status, statusText]).toEqual([403, 'Acc?s refus?']);
});
