// Owns reading `Retry-After` (RFC 9110 §10.2.3).

/** Milliseconds from `now` (since the epoch); `undefined` where it says nothing that can be read. A date gone by is 0. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  // A date begins with the name of its day; `Date` would take nearly anything.
  const isDate = /^[A-Z][a-z]{2,8},? /.test(text);
  // The oldest of the three forms of dates (RFC 9110 §5.6.7) names no zone, and means the same one.
  const date = isDate ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
