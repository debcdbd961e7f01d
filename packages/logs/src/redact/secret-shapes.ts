// Owns what looks like a secret although nobody named it: authorization headers, bearer tokens, passwords in URLs, our own tokens.

/** From where to where in a text; the end is exclusive. */
export type Span = readonly [start: number, end: number];

// Each repetition is bounded: a noisy child must not make one line cost more than its length.
const shapes: readonly RegExp[] = [
  /\bauthorization\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?(?:[a-z][a-z-]{1,20}\s{1,8})?([^\s"'\\,;]+)/dgi,
  /\bbearer\s{1,8}([a-z0-9._~+/=-]{6,})/dgi,
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#:@"']{0,256}:([^\s/?#"']{1,1024})@/dgi,
  /\b(mcpm_[a-z0-9_-]{16,})/dgi,
];

const mayHold = /authorization|bearer\s|:\/\/|mcpm_/i;

/** The spans of everything that has the shape of a secret, in no order. */
export function secretSpans(text: string): Span[] {
  if (!mayHold.test(text)) return [];
  const spans: Span[] = [];
  for (const shape of shapes) {
    for (const match of text.matchAll(shape)) {
      const span = match.indices?.[1];
      if (span !== undefined) spans.push(span);
    }
  }
  return spans;
}
