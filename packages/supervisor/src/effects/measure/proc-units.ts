// Owns the units /proc counts in: they differ between machines, and the kernel tells them to every program it starts.
import { readFileSync } from 'node:fs';

/** What the numbers of /proc are multiples of. */
export interface ProcUnits {
  readonly ticksPerSecond: number;
  readonly pageBytes: number;
}

// Keys of the auxiliary vector (getauxval(3)).
const PAGE_BYTES = 6n;
const TICKS_PER_SECOND = 17n;

/** The units of this machine; undefined where there is no /proc, or it does not say. */
export function readProcUnits(): ProcUnits | undefined {
  const words = readWords();
  const value = (key: bigint): number => {
    const at = words.findIndex((word, index) => index % 2 === 0 && word === key);
    return at === -1 ? 0 : Number(words[at + 1]);
  };
  const units = { ticksPerSecond: value(TICKS_PER_SECOND), pageBytes: value(PAGE_BYTES) };
  return units.ticksPerSecond > 0 && units.pageBytes > 0 ? units : undefined;
}

function readWords(): BigUint64Array {
  try {
    // Copied, because the words of the array must begin at a multiple of eight.
    return new BigUint64Array(new Uint8Array(readFileSync('/proc/self/auxv')).buffer);
  } catch {
    // Not Linux, a /proc that hides it, or words of another size: then everything is asked of the library.
    return new BigUint64Array();
  }
}
