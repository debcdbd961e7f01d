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
