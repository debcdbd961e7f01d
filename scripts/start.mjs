// `npm start`: installs from the lockfile, builds, and runs the product on one port.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, environment, install, node, root } from './workspace.mjs';

const say = (text) => process.stdout.write(`mcpm: ${text}\n`);

/** Does a step and tells how long it took. */
async function step(name, work) {
  const from = performance.now();
  const did = await work();
  if (did !== false) say(`${name} took ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

/** The process that started another, where the system tells (Linux); 0 where it does not. */
function parentOf(pid) {
  try {
    return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // No /proc, or the process is gone: both are told by the comparison with what was before.
  }
}

/** Calls `onGone` when npm, or the shell it put between, is gone: npm does not pass a SIGTERM on. */
function watchNpm(onGone) {
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = family();
  const watch = setInterval(() => {
    if (family() === before) return;
    clearInterval(watch);
    onGone();
  }, 1000);
  watch.unref();
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`mcpm: Node ${process.versions.node} is too old; install Node 20 or newer.\n`);
  process.exit(78);
}

await step('installing', () => install('product', say));
await step('building', () => build('product', say));

// The channel lets the manager notice when this launcher is gone; it then stops every server and leaves.
const manager = spawn(node, [join(root, 'apps/server/dist/main.js')], {
  cwd: process.cwd(),
  env: { ...environment(), CI: process.env.CI },
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// Ctrl-C reaches the manager by itself (same terminal); here it must only not end the launcher first.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => manager.kill('SIGTERM'));
process.on('SIGHUP', () => manager.kill('SIGTERM'));
if (process.env.npm_lifecycle_event === 'start') watchNpm(() => manager.kill('SIGTERM'));
manager.once('error', (error) => {
  process.stderr.write(`mcpm: Node could not be started: ${error.message}\n`);
  process.exit(1);
});
manager.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
