// Documents that nobody here wrote become running servers whose tools the official clients accept.
import { corpusDocument } from '@mcpm/corpus';
import { temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOfficial } from '../src/official-client.ts';
import { startProduct, type Product } from '../src/start-product.ts';

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
] as const)(
  '$name is served and both official clients accept its tools',
  { timeout: 60_000 },
  async ({ name, atLeast }) => {
    await product.api('createServer', { body: { name, openapiUrl: corpusDocument(name).file } });
    const status = await product.api('startServer', { params: { id: name }, query: { wait: true } });
    expect(status).toMatchObject({ status: 'running' });
    expect(status.tools).toBeGreaterThanOrEqual(atLeast);
    const url = `${product.url}/mcp/${name}`;
    for (const kind of ['v1', 'v2-auto'] as const) {
      await using client = await connectOfficial(kind, { transport: 'streamable', url });
      expect(await client.toolNames()).toHaveLength(status.tools ?? -1);
    }
    await product.api('stopServer', { params: { id: name }, query: { wait: true } });
  },
);
