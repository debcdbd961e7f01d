// Writes each line of stdin to stdout and leaves with 0 at its end.
import { createInterface } from 'node:readline';

process.on('message', ({ type }) => type === 'shutdown' && process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready', tools: 0, warnings: 0 });
createInterface({ input: process.stdin })
  .on('line', (line) => process.stdout.write(`${line}\n`))
  .on('close', () => process.exit(0));
