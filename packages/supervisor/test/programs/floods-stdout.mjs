// Writes MEGABYTES mebibytes of numbered lines to stdout and leaves with 0.
import { writeSync } from 'node:fs';

const lines = Array.from({ length: 65_536 }, (_, number) => String(number).padStart(15, '0'));
const mebibyte = Buffer.from(`${lines.join('\n')}\n`);
for (let written = 0; written < Number(process.env.MEGABYTES); written += 1) writeSync(1, mebibyte);
