// Writes urlencoded forms (OpenAPI 3.1 §4.8.14.4).
import { partText } from './part-text.ts';
import { serializeQuery } from '../style/serialize-query.ts';
import type { PartValue } from './spread-parts.ts';

/** `a=1&b=2`, as the URL standard writes forms; what has a style, as a query parameter of that style. Throws `ArgumentError`. */
export function encodeForm(parts: readonly PartValue[], argument: string): string {
  return parts
    .flatMap(({ name = '', value, rules }) =>
      rules.kind === 'style'
        ? serializeQuery({ ...rules, name }, value)
        : [new URLSearchParams([[name, partText(value, rules, argument)]]).toString()],
    )
    .join('&');
}
