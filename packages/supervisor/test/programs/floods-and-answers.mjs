// Writes MEGABYTES mebibytes to stdout once it is told to reload, answers health all the while, and tells statistics when it has written all.
import { writeSync } from 'node:fs';

const mebibyte = Buffer.alloc(1024 * 1024, `${'x'.repeat(1023)}\n`);
let written = 0;

function flood() {
  writeSync(1, mebibyte);
  written += 1;
  if (written < Number(process.env.MEGABYTES)) setImmediate(flood);
  else process.send({ type: 'stats', calls: written, errors: 0, connections: 0 });
}

process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 });
  if (type === 'reload') flood();
});
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready', tools: 1, warnings: 0 });
