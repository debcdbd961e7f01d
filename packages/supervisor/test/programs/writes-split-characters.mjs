// Writes the euro sign byte by byte to stdout, each byte on its own after a while, and leaves with 0.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

for (const byte of Buffer.from('5 €\n')) {
  writeSync(1, Buffer.from([byte]));
  await pause(60);
}
