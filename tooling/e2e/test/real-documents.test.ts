// Documents that nobody here wrote become running servers whose tools the official clients accept, listed whole or searched.
import { corpusDocument } from '@mcpm/corpus';
import { startUpstream, temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOfficial } from '../src/official-client.ts';
import { startProduct, type Product } from '../src/start-product.ts';

/** What clients are shown instead of an operation each, and beside them. */
const LAZY = ['search_operations', 'describe_operation', 'call_operation'];
const READ_ON = 'read_answer';

let home: TemporaryHome;
let product: Product;

beforeAll(async () => {
  home = temporaryHome();
  product = await startProduct(home.path);
});

afterAll(async () => {
  await product.end();
  await home.remove();
});

test.each([
  { name: 'github', atLeast: 800 },
  { name: 'stripe', atLeast: 400 },
  { name: 'swagger2', atLeast: 10 },
] as const)('$name is listed whole and both official clients accept its tools', async ({ name, atLeast }) => {
  const body = { name, openapiUrl: corpusDocument(name).file, runner: { lazy: 'never' } } as const;
  await product.api('createServer', { body });
  const status = await product.api('startServer', { params: { id: name }, query: { wait: true } });
  expect(status).toMatchObject({ status: 'running' });
  expect(status.tools).toBeGreaterThanOrEqual(atLeast);
  const url = `${product.url}/mcp/${name}`;
  for (const kind of ['v1', 'v2-auto'] as const) {
    await using client = await connectOfficial(kind, { transport: 'streamable', url });
    const tools = await client.toolNames();
    expect(tools.filter((tool) => tool !== READ_ON)).toHaveLength(status.tools ?? -1);
    expect(tools).not.toEqual(expect.arrayContaining([LAZY[0]]));
  }
  await product.api('stopServer', { params: { id: name }, query: { wait: true } });
});

test.each([
  {
    document: 'github',
    question: 'star a repository',
    found: 'activity_star-repo-for-authenticated-user',
    args: { owner: 'o', repo: 'r' },
    request: { method: 'PUT', url: '/user/starred/o/r' },
  },
  {
    document: 'stripe',
    question: 'cancel a subscription',
    found: 'DeleteSubscriptionsSubscriptionExposedId',
    args: { subscription_exposed_id: 'sub_1' },
    request: { method: 'DELETE', url: '/v1/subscriptions/sub_1' },
  },
] as const)(
  '$document is searched, described and called through the gateway when nobody says otherwise',
  async ({ document, question, found, args, request }) => {
    await using upstream = await startUpstream();
    const name = `${document}-lazy`;
    const openapiUrl = corpusDocument(document).file;
    await product.api('createServer', { body: { name, openapiUrl, baseUrl: upstream.url } });
    const status = await product.api('startServer', { params: { id: name }, query: { wait: true } });
    expect(status.tools).toBeGreaterThanOrEqual(400);
    for (const kind of ['v1', 'v2-auto'] as const) {
      const target = { transport: 'streamable', url: `${product.url}/mcp/${name}` } as const;
      await using client = await connectOfficial(kind, target);
      expect((await client.toolNames()).filter((tool) => tool !== READ_ON)).toEqual(LAZY);
      expect((await client.call('search_operations', { query: question })).content[0]?.text).toContain(found);
      expect((await client.call('describe_operation', { name: found })).content[0]?.text).toContain('inputSchema');
      const result = await client.call('call_operation', { name: found, arguments: args });
      expect(result.isError ?? false).toBe(false);
      expect(upstream.requests.at(-1)).toMatchObject(request);
    }
    await product.api('stopServer', { params: { id: name }, query: { wait: true } });
  },
);
