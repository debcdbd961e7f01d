// Keeps processes with pm2 as it comes: its daemon in a home of its own, asked through its own programmatic interface (no command line to wait for).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { now, serveOrders, tell } from './serve-orders.mjs';

const [, , folder, mode = 'fork'] = process.argv;
const pm2 = createRequire(join(folder, 'package.json'))('pm2');
const ask = (name, ...args) => promisify(pm2[name]).call(pm2, ...args);
let apps = [];
let daemon = 0;

function appOf(job) {
  const [script, ...args] = job.args;
  const port = job.port === undefined ? {} : { PORT: String(job.port) };
  return {
    name: job.name,
    script,
    args,
    interpreter: process.execPath,
    exec_mode: mode,
    instances: job.count,
    env: { ...port, ...job.env },
    kill_timeout: job.killAfterMs,
  };
}

serveOrders(
  {
    async prepare({ jobs }) {
      apps = jobs.map(appOf);
      await ask('connect');
      daemon = Number(readFileSync(join(process.env.PM2_HOME, 'pm2.pid'), 'utf8'));
      const bus = await ask('launchBus');
      // Its own time of the event (wall clock, milliseconds), so that the way to here does not count.
      const shift = Date.now() - now();
      bus.on('process:event', ({ event, at }) => {
        if (event === 'exit') tell({ type: 'exit', at: at - shift });
      });
    },
    async start() {
      for (const app of apps) await ask('start', app);
    },
    stop: () => ask('stop', 'all'),
    restart: () => ask(mode === 'cluster' ? 'reload' : 'restart', 'all'),
    async end() {
      await ask('killDaemon');
      pm2.disconnect();
    },
  },
  () => daemon,
);
