// Measures the time from POST /start to the first answered tools/list of petstore, through the gateway. Run: pnpm --filter @mcpm/bench first-list
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { line, print } from './figures.ts';
import { startBenchProduct } from './product.ts';

const RUNS = 10;
const openapiUrl = fileURLToPath(import.meta.resolve('@mcpm/example-petstore/petstore.yaml'));

const product = await startBenchProduct();
await product.api('createServer', { body: { name: 'petstore', openapiUrl } });
const running: number[] = [];
const listed: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const from = performance.now();
  await product.api('startServer', { params: { id: 'petstore' }, query: { wait: true } });
  running.push(performance.now() - from);
  const client = new Client({ name: 'bench', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${product.url}/mcp/petstore`)));
  const { tools } = await client.listTools();
  listed.push(performance.now() - from);
  if (tools.length === 0) throw new Error('The list is empty.');
  await client.close();
  await product.api('stopServer', { params: { id: 'petstore' }, query: { wait: true } });
}
await product.end();
print(line('POST start to running', running, 'ms'));
print(line('POST start to tools/list answered', listed, 'ms'));
