// Measures the manager's memory with 0 and with 10 running petstore servers, and that of a server. Run: pnpm --filter @mcpm/bench memory
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { line, memoryOf, print } from './figures.ts';
import { startBenchProduct } from './product.ts';

const RUNS = 3;
const SERVERS = 10;
/** Time for start-up garbage to be collected before memory is read. */
const SETTLE_MS = 5000;
const openapiUrl = fileURLToPath(import.meta.resolve('@mcpm/example-petstore/petstore.yaml'));

const empty: number[] = [];
const full: number[] = [];
const perServer: number[] = [];
const perServerPss: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const product = await startBenchProduct();
  await delay(SETTLE_MS);
  empty.push(memoryOf(product.pid).rss);
  for (let index = 0; index < SERVERS; index += 1) {
    const name = `petstore-${index}`;
    await product.api('createServer', { body: { name, openapiUrl } });
    await product.api('startServer', { params: { id: name }, query: { wait: true } });
  }
  await delay(SETTLE_MS);
  full.push(memoryOf(product.pid).rss);
  const { servers } = await product.api('listServers', {});
  for (const { status } of servers) {
    const memory = memoryOf(status.pid ?? 0);
    perServer.push(memory.rss);
    perServerPss.push(memory.pss);
  }
  await product.end();
}
print(line('manager, 0 servers (RSS)', empty, 'MB'));
print(line(`manager, ${SERVERS} servers (RSS)`, full, 'MB'));
print(line('one petstore server (RSS)', perServer, 'MB'));
print(line(`one petstore server of ${SERVERS} (PSS)`, perServerPss, 'MB'));
