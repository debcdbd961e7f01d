// Writes 1,000 short lines `line 1` … to stderr and ends with 1 at once.
import { writeSync } from 'node:fs';

// Written by descriptor, so that every line is in the pipe before the end; `process.stderr` would queue, and lose the queue on exit.
for (let number = 1; number <= 1000; number += 1) writeSync(2, `line ${number}\n`);
process.exit(1);
