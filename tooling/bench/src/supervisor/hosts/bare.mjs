// Keeps processes with a loop around `child_process.fork`, as anyone would write it: what ends is started again at once, a stop is TERM and then KILL.
import { fork } from 'node:child_process';
import { now, serveOrders, tell } from './serve-orders.mjs';

const children = new Map();
let jobs = [];
let stopping = false;

function keep(job, key) {
  const [script, ...args] = job.args;
  const port = job.port === undefined ? {} : { PORT: String(job.port) };
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...port, ...job.env };
  return new Promise((resolve) => {
    // Its stdin stays open: to many programs the end of it means leave.
    const child = fork(script, args, { env, execArgv: [], stdio: ['pipe', 'ignore', 'ignore', 'ipc'] });
    children.set(key, { child, job });
    child.on('message', ({ type }) => {
      if (type !== 'ready') return;
      tell({ type: 'ready', at: now(), child: child.pid });
      resolve();
    });
    if (!job.managed) child.on('spawn', resolve);
    child.on('exit', () => {
      children.delete(key);
      tell({ type: 'exit', at: now() });
      if (!stopping) resolve(keep(job, key));
    });
  });
}

function stop() {
  stopping = true;
  for (const { child, job } of children.values()) {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), job.killAfterMs).unref();
  }
}

serveOrders({
  prepare(order) {
    ({ jobs } = order);
  },
  start: () =>
    Promise.all(
      jobs.flatMap((job) => Array.from({ length: job.count }, (_, place) => keep(job, `${job.name}-${place}`))),
    ),
  stop,
  restart() {
    for (const { child } of children.values()) child.kill('SIGTERM');
  },
  end() {
    stopping = true;
    for (const { child } of children.values()) child.kill('SIGKILL');
  },
});
