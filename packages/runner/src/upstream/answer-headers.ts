// Owns the headers of an answer as one text each.

/** Headers whose values cannot be joined by commas and of which there may be one only: the first counts. */
const SINGLE: ReadonlySet<string> = new Set(['content-type', 'content-length', 'location', 'retry-after']);

/** Lower-case names to values. Several values of one name are joined by `, ` (RFC 9110 §5.3), those of `set-cookie`, which contain commas, by line feeds. */
export function plainHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (value === undefined) continue;
    if (typeof value === 'string') plain[key] = value;
    else plain[key] = SINGLE.has(key) ? (value[0] ?? '') : value.join(key === 'set-cookie' ? '\n' : ', ');
  }
  return plain;
}
