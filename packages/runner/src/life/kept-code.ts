// Owns one file of compiled code. V8 runs what is in it without a look: whoever wrote it decides what runs, and one damaged byte ends the process. So it is read only where this
// user wrote it, and nobody else could; and it holds the code twice, because comparing is the one check that costs next to nothing.
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isOwn } from './code-folder.ts';

/** Bytes compared at a time. */
const STEP = 65_536;

/** The code in a file; `undefined` where there is none, where it is damaged, or where somebody else could have written it. */
export function readKept(file: string): Buffer | undefined {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    const facts = fstatSync(opened);
    return facts.isFile() && isOwn(facts) ? readTwice(opened, facts.size) : undefined;
  } catch {
    // Not there, or not to be read: the code is compiled then.
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Keeps code in a file, at once as a whole; two processes may do so at a time. Does nothing where it cannot be written. */
export function writeKept(file: string, code: Buffer): boolean {
  const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}.part`;
  try {
    writeFileSync(draft, Buffer.concat([code, code]), { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
    return true;
  } catch {
    // A full or read-only disk costs speed, nothing else.
    discard(draft);
    return false;
  }
}

function readTwice(opened: number, size: number): Buffer | undefined {
  const half = size / 2;
  if (!Number.isInteger(half) || half === 0) return undefined;
  const code = Buffer.allocUnsafeSlow(half);
  const other = Buffer.allocUnsafeSlow(Math.min(STEP, half));
  if (readSync(opened, code, 0, half, 0) < half) return undefined;
  for (let place = 0; place < half; place += STEP) {
    const length = Math.min(STEP, half - place);
    if (readSync(opened, other, 0, length, half + place) < length) return undefined;
    if (code.compare(other, 0, length, place, place + length) !== 0) return undefined;
  }
  return code;
}

/** A half-written file must not stay. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written, nothing was.
  }
}
