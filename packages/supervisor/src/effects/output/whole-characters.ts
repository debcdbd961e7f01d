// Owns where text may be cut: between the characters of UTF-8 and nowhere else.

/** Length of the longest beginning of `bytes` after which no character is still open; bytes that are no UTF-8 are never waited for. */
export function wholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (!continues(byte)) return lengthOf(byte) > back ? length - back : length;
  }
  return length;
}

/** How many bytes at the beginning are the end of a character that began earlier: three at most. */
export function openedEarlier(bytes: Uint8Array): number {
  const first = bytes.subarray(0, 3).findIndex((byte) => !continues(byte));
  return first === -1 ? Math.min(3, bytes.length) : first;
}

function continues(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

// Of the character this byte begins (RFC 3629, section 3); a byte that begins none stands alone.
function lengthOf(byte: number): number {
  if (byte >= 0xf0 && byte <= 0xf4) return 4;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
}
