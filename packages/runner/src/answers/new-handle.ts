// Owns the handles of kept answers: short enough for a model to repeat, too many to guess.

/** Letters and digits that are not taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;

/** A handle of twelve characters (59 bits); `random` gives that many bytes of a secure source. */
export function newHandle(random: (bytes: number) => Uint8Array): string {
  let handle = '';
  while (handle.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      // Bytes beyond a multiple of the alphabet would make its first letters likelier.
      if (byte < 256 - (256 % ALPHABET.length) && handle.length < LENGTH) handle += ALPHABET[byte % ALPHABET.length];
    }
  }
  return handle;
}

/** Bytes asked of the source at a time. */
const POOL = 4_096;

/** The same source asked for many bytes at a time: every answer gets a handle, and asking is slow. */
export function pooled(random: (bytes: number) => Uint8Array): (bytes: number) => Uint8Array {
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return (bytes) => {
    if (used + bytes > pool.length) {
      pool = random(Math.max(POOL, bytes));
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
}
