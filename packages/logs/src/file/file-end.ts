// Owns the end of a log file: whether a crash cut its last line, and the last line that is whole.
import { open, type FileHandle } from 'node:fs/promises';
import { LogLine } from '@mcpm/domain';

const FIRST_READ = 64 * 1024;

/** Whether the file ends without a newline. False for an empty, missing or unreadable file. */
export async function endsMidLine(path: string): Promise<boolean> {
  return withFile(path, false, async (file, size) => {
    if (size === 0) return false;
    const end = await readAt(file, size - 1, 1);
    return end !== '\n';
  });
}

/** The `seq` of the last line that can be read; 0 when there is none. */
export async function lastSeq(path: string): Promise<number> {
  return withFile(path, 0, async (file, size) => {
    // One line may need more than the first read, so the window grows until a line is whole in it.
    for (let length = FIRST_READ; ; length *= 4) {
      const start = Math.max(0, size - length);
      const lines = (await readAt(file, start, size - start)).split('\n');
      // Unless the file begins here, the first piece is the end of a line.
      const whole = start === 0 ? lines : lines.slice(1);
      for (const line of whole.toReversed()) {
        const parsed = parseLine(line);
        if (parsed !== undefined) return parsed.seq;
      }
      if (start === 0) return 0;
    }
  });
}

/** The line that one NDJSON text is; undefined when it is none. */
export function parseLine(json: string): LogLine | undefined {
  if (json === '') return undefined;
  try {
    const parsed = LogLine.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Half a line, left by a crash: there is nothing to be read from it.
    return undefined;
  }
}

async function withFile<T>(path: string, missing: T, read: (file: FileHandle, size: number) => Promise<T>): Promise<T> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch {
    // Removed meanwhile, or not ours to read: nothing can be learned from it.
    return missing;
  }
  try {
    return await read(file, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<string> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.toString('utf8', 0, bytesRead);
}
