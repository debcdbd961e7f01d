// Is ready; told to reload, it takes more and more of argv[2] (`memory`, `heap` or `files`), up to argv[3] (mebibytes or files), tells statistics when it has it, and keeps
// it. Of `cpu` it never has enough, and tells statistics for every argv[3] milliseconds it has used.
import { openSync } from 'node:fs';

const [, , what, amount = '0'] = process.argv;
const kept = [];

const take = {
  memory: () => kept.push(Buffer.alloc(1024 * 1024, 1)) < Number(amount),
  heap: () => kept.push(Array.from({ length: 100_000 }, (_, index) => ({ index }))) > 0,
  cpu: () => {
    if (process.cpuUsage().user / 1000 > (kept.length + 1) * Number(amount))
      process.send({ type: 'stats', calls: kept.push(0), errors: 0, connections: 0 });
    return true;
  },
  files: () => {
    try {
      return kept.push(openSync('/dev/null')) < Number(amount);
    } catch {
      // The kernel gives no more.
      return false;
    }
  },
}[what];

function takeMore() {
  if (take()) setImmediate(takeMore);
  else process.send({ type: 'stats', calls: kept.length, errors: 0, connections: 0 });
}

process.on('message', ({ type }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'reload') takeMore();
});
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready', tools: 1, warnings: 0 });
