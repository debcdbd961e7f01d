// Owns undoing percent-encoding where a text may hold none.

/** The text with its percent-encoded UTF-8 (RFC 3986 §2.1) decoded; one that is no such encoding, because of a stray "%" say, as it stands. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray "%" is not percent-encoding; the text is taken as it stands.
    return text;
  }
}
