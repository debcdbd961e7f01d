// Keeps processes with @mcpm/supervisor: the smallest program that uses it. JavaScript, so that its memory is the library's and not that of a compiler.
import { join } from 'node:path';
import { ProcessManager } from '@mcpm/supervisor';
import { now, serveOrders, tell } from './serve-orders.mjs';

let manager;
let specs = [];

function specOf(job, place) {
  return {
    id: `${job.name}-${place}`,
    command: process.execPath,
    args: [...job.args],
    env: job.env,
    managed: job.managed,
    listen: job.port === undefined ? undefined : { host: '127.0.0.1', port: job.port },
    // Every run counts as a stable one, so that a restart takes what it takes after a minute of service.
    restart: { stableAfterMs: 0 },
    timeouts: { termAfterMs: job.killAfterMs / 4, killAfterMs: job.killAfterMs },
  };
}

/** The run of each id that was told to be ready and not yet to have ended. */
const running = new Map();

function listen(event) {
  const isUp = event.type === 'status' && event.info.status === 'running';
  if (isUp && !running.has(event.id)) {
    running.set(event.id, event.runId);
    tell({ type: 'ready', at: now(), child: event.info.pid });
  }
  const isDown = event.type === 'exit' || (event.type === 'status' && !isUp);
  if (isDown && running.delete(event.id)) tell({ type: 'exit', at: now() });
  if (event.type === 'exit') tell({ type: 'report', at: now() });
}

serveOrders({
  async prepare({ jobs, home }) {
    manager = new ProcessManager({ runDir: join(home, 'run') });
    // As a program does that starts: what a supervisor before it left is looked for.
    await manager.recover();
    manager.subscribe(listen);
    specs = jobs.flatMap((job) => Array.from({ length: job.count }, (_, place) => specOf(job, place)));
  },
  start: () => Promise.all(specs.map((spec) => manager.startProcess(spec))),
  stop: () => Promise.all(specs.map(({ id }) => manager.stopProcess(id))),
  restart: () => Promise.all(specs.map(({ id }) => manager.restartProcess(id))),
  end: () => manager?.shutdown(),
});
