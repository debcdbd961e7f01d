// Takes the README's picture from the running product: docs/images/servers.png. Run: pnpm --filter @mcpm/e2e picture
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusDocument } from '@mcpm/corpus';
import { startPetstore } from '@mcpm/example-petstore';
import { launchBrowser, openPage } from './browser.ts';
import { connectOfficial } from './official-client.ts';
import { freePort, repository, startProduct } from './start-product.ts';

const CALLS = 12;

const home = mkdtempSync(join(tmpdir(), 'mcpm-picture-'));
const petstore = await startPetstore();
const product = await startProduct(home);
const browser = await launchBrowser();
const takenPort = await freePort();
const squatter = createServer().listen(takenPort, '127.0.0.1');
await once(squatter, 'listening');

const petstoreFile = join(repository, 'examples/petstore/petstore.yaml');
await product.api('createServer', {
  body: { name: 'petstore', openapiUrl: petstoreFile, baseUrl: petstore.url, port: await freePort() },
});
await product.api('createServer', {
  body: { name: 'github', openapiUrl: corpusDocument('github').file, transport: 'stdio' },
});
await product.api('createServer', {
  body: { name: 'stripe', openapiUrl: corpusDocument('stripe').file, transport: 'sse' },
});
await product.api('createServer', { body: { name: 'billing', openapiUrl: petstoreFile, port: takenPort } });
await product.api('createServer', { body: { name: 'weather', openapiUrl: petstoreFile } });
for (const id of ['petstore', 'github', 'stripe'])
  await product.api('startServer', { params: { id }, query: { wait: true } });
const client = await connectOfficial('v2-legacy', { transport: 'streamable', url: `${product.url}/mcp/petstore` });
for (let call = 0; call < CALLS; call += 1) await client.call('listPets', {});
await product.api('startServer', { params: { id: 'billing' } });

const { page } = await openPage(browser, product.url);
await page.setViewportSize({ width: 1280, height: 640 });
await page.goto(product.loginUrl);
await page.getByText('port_in_use').first().waitFor();
await page.getByRole('row', { name: 'petstore', exact: true }).getByText(/\d ms/).waitFor();
await page.screenshot({ path: join(repository, 'docs/images/servers.png') });

await client.close();
await browser.close();
squatter.close();
await product.end();
await petstore.close();
rmSync(home, { recursive: true, force: true });
