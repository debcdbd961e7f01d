// Is ready, writes FLOOD_LINES lines `line 1` … to stderr (default 10000), then stays up, or leaves with 0 when FLOOD_THEN=exit.
import { writeSync } from 'node:fs';

process.on('message', ({ type }) => type === 'shutdown' && process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready', tools: 1, warnings: 0 });
// Written by descriptor, which waits while the pipe is full; `process.stderr` would queue, and lose the queue on exit.
const lines = Number(process.env.FLOOD_LINES ?? 10_000);
for (let number = 1; number <= lines; number += 1) writeSync(2, `line ${number}\n`);
if (process.env.FLOOD_THEN === 'exit') process.exit(0);
setInterval(() => undefined, 60_000);
