// Owns the expansion of one variable as RFC 6570 §3.2.1 and its table of operators (appendix A) have it; written from there, without our compiler.

/** A value as the RFC knows them: nothing, one text, a list, or pairs. */
export type Value = string | readonly string[] | Readonly<Record<string, string>>;

/** One row of the table of operators. */
interface Operator {
  readonly first: string;
  readonly separator: string;
  readonly named: boolean;
  /** What follows the name of an empty value. */
  readonly ifEmpty: string;
}

/** The operators that OpenAPI's styles are defined by. */
const OPERATORS = {
  simple: { first: '', separator: ',', named: false, ifEmpty: '' },
  label: { first: '.', separator: '.', named: false, ifEmpty: '' },
  matrix: { first: ';', separator: ';', named: true, ifEmpty: '' },
  form: { first: '?', separator: '&', named: true, ifEmpty: '=' },
} as const satisfies Record<string, Operator>;
export type OperatorName = keyof typeof OPERATORS;

const UNRESERVED = /[A-Za-z0-9\-._~]/;

/** Percent-encodes every byte of UTF-8 that is not unreserved (RFC 3986 §2.3); `also` names characters that pass as well. */
export function percent(text: string, also = ''): string {
  let out = '';
  for (const character of text) {
    if (UNRESERVED.test(character) || also.includes(character)) out += character;
    else for (const byte of Buffer.from(character)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/** How a variable is written. `encode` is the allowed set; default: unreserved only. */
export interface Variable {
  readonly operator: OperatorName;
  readonly name: string;
  readonly explode: boolean;
  readonly encode?: (text: string) => string;
}

/** The expansion with its leading character; `undefined` for what the RFC calls undefined (an empty list, no pairs; §2.3). */
export function expandVariable(
  { operator, name, explode, encode = percent }: Variable,
  value: Value,
): string | undefined {
  const { first, separator, named, ifEmpty } = OPERATORS[operator];
  const label = (key: string, text: string): string => `${key}${text === '' ? ifEmpty : `=${text}`}`;
  if (typeof value === 'string') return `${first}${named ? label(percent(name), encode(value)) : encode(value)}`;
  const isList = Array.isArray(value);
  const pairs = Object.entries(value).map(([key, text]) => [encode(key), encode(text)] as const);
  if (pairs.length === 0) return undefined;
  if (!explode) {
    const joined = pairs.map(([key, text]) => (isList ? text : `${key},${text}`)).join(',');
    return `${first}${named ? label(percent(name), joined) : joined}`;
  }
  const written = pairs.map(([key, text]) => {
    if (isList) return named ? label(percent(name), text) : text;
    return named ? label(key, text) : `${key}=${text}`;
  });
  return `${first}${written.join(separator)}`;
}
