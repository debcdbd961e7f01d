// Owns reading a log file of any size: its lines come in batches, oldest first.
import { createReadStream } from 'node:fs';

const CHUNK = 256 * 1024;

/** The raw lines of a file, a batch for each piece read. A file that vanished or cannot be read has none. */
export async function* readLines(path: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK })) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield lines;
    }
  } catch (error) {
    // Rotation may remove a file between listing and reading; then its lines are gone, as they should be.
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
  if (rest !== '') yield [rest];
}
