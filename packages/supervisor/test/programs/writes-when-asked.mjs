// Prints a line for every message and answers. Asked to flood, it writes that many mebibytes and answers how many bytes went through.
import { writeSync } from 'node:fs';

// As with `console.log`: what cannot be printed is not printed.
process.stdout.on('error', () => undefined);
process.on('message', ({ line, flood }) => {
  if (line !== undefined) {
    process.stdout.write(`${line}\n`);
    process.send({ line });
  }
  if (flood !== undefined) pour(flood * 16, 0);
});

const block = Buffer.alloc(65_536, `${'x'.repeat(63)}\n`);

function pour(blocks, through) {
  if (blocks === 0) return process.send({ through });
  let written = 0;
  try {
    written = writeSync(1, block);
  } catch {
    // The disk is full: what does not fit is left out, as a program does that does not look at what its printing returns.
  }
  return setImmediate(pour, blocks - 1, through + written);
}
