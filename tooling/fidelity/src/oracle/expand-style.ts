// Owns what a parameter is sent as, by the table "Style Examples" of OpenAPI 3.1.1 §4.8.12.4 and its definitions by RFC 6570 operators.
import { expandVariable, percent, type OperatorName, type Value } from './expand-variable.ts';

/** A parameter as the table has it. */
export interface StyledParameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: string;
  readonly explode: boolean;
  readonly name: string;
  readonly allowReserved?: boolean;
}

/** What is reserved in RFC 3986 and yet has no meaning of its own in a query, so that `allowReserved` lets it pass. */
const PASSES_IN_QUERY = ":/?@!$'()*,;=";

/** The text that is sent at the place of the parameter (a cookie: its `name=value` pairs), or `undefined` where nothing is sent. */
export function expandStyle(parameter: StyledParameter, value: Value): string | undefined {
  const { in: where, style, explode, name } = parameter;
  // Headers and cookies of style "cookie" are sent as they are (OpenAPI 3.2 §4.12.3).
  const plain = where === 'header' || style === 'cookie';
  const encode = plain
    ? (text: string) => text
    : (text: string) => percent(text, parameter.allowReserved ? PASSES_IN_QUERY : '');
  switch (style) {
    case 'spaceDelimited':
      return delimited(parameter, value, '%20');
    case 'pipeDelimited':
      return delimited(parameter, value, '%7C');
    case 'deepObject':
      return Object.entries(value)
        .map(([key, text]) => `${percent(name)}%5B${percent(key)}%5D=${encode(text)}`)
        .join('&');
    case 'cookie':
    case 'form': {
      const pairs = expandVariable({ operator: 'form', name, explode, encode }, value)?.slice(1);
      // Cookies are parted by "; " (RFC 6265 §4.2.1), which the table leaves open for style form.
      return where === 'cookie' ? pairs?.replaceAll('&', '; ') : pairs;
    }
    default:
      return expandVariable({ operator: style as OperatorName, name, explode, encode }, value);
  }
}

/** The delimited styles are defined without explode only; a list or pairs are then one value with encoded delimiters. */
function delimited({ name, explode }: StyledParameter, value: Value, delimiter: string): string | undefined {
  if (explode || typeof value === 'string') throw new Error('The table has no such cell');
  const texts = Array.isArray(value) ? value : Object.entries(value).flat();
  return texts.length === 0
    ? undefined
    : `${percent(name)}=${texts.map((text: string) => percent(text)).join(delimiter)}`;
}
