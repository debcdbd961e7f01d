// Owns finding the code of an error of the network or of HTTP.

/** The code of an error, or of what caused it; `undefined` where there is none. */
export function codeOf(error: unknown): string | undefined {
  for (
    let inner = error;
    inner instanceof Error;
    inner = inner instanceof AggregateError ? inner.errors[0] : inner.cause
  ) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
    // Undici's parser gives some of its errors no code.
    if (inner.name === 'HTTPParserError') return 'HPE_INVALID';
  }
  return undefined;
}
