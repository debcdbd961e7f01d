// Owns the keywords about texts.
import { isInherited, never, type Check, type Schema } from './check.ts';

const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** URLs as most people write them, of http and https only; all others are left to the validator. */
const PLAIN_URL = (() => {
  const label = '[a-z0-9]+(?:-[a-z0-9]+)*';
  const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
  const host = `(?:${octet}(?:\\.${octet}){3}|(?:${label}\\.)*[a-z][a-z0-9]*(?:-[a-z0-9]+)*)`;
  const port = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}))?';
  return new RegExp(`^https?://${host}${port}(?:/[A-Za-z0-9._~/-]*)?$`);
})();

/** Formats that are judged here, no laxer than by the validator. */
const FORMATS: ReadonlyMap<unknown, (text: string) => boolean> = new Map([
  ['date', isDate],
  [
    'date-time',
    (text: string) => (text[10] === 'T' || text[10] === 't') && isDate(text.slice(0, 10)) && TIME.test(text.slice(11)),
  ],
  ['uuid', (text: string) => UUID.test(text)],
  ['uri', (text: string) => PLAIN_URL.test(text)],
]);

/** Formats that only the validator judges. It takes no notice of any other. */
const JUDGED = new Set(
  [
    ['time', 'duration', 'uri-reference', 'uri-template', 'url', 'email', 'hostname', 'ipv4', 'ipv6', 'regex'],
    ['json-pointer', 'json-pointer-uri-fragment', 'relative-json-pointer'],
  ].flat(),
);

/** Patterns that may take long on some texts: they shall not be tried twice. */
const SLOW = /\)[*+{]|\\[1-9k]/;

/** The check of `minLength`, `maxLength`, `pattern` and `format`; values of other kinds pass. */
export function textCheck({ minLength, maxLength, pattern, format }: Schema): Check | undefined {
  const checks: ((text: string) => boolean)[] = [];
  if (minLength !== undefined || maxLength !== undefined) {
    const [least, most] = [minLength ?? 0, maxLength ?? Infinity];
    if (typeof least !== 'number' || typeof most !== 'number') return never;
    checks.push((text) => fitsLength(text, least, most));
  }
  if (pattern !== undefined) {
    const expression = regularExpression(pattern);
    if (expression === undefined) return never;
    checks.push((text) => expression.test(text));
  }
  if (format !== undefined) {
    if (typeof format !== 'string' || isInherited(format)) return never;
    const judge = JUDGED.has(format) ? () => false : FORMATS.get(format);
    if (judge !== undefined) checks.push(judge);
  }
  if (checks.length === 0) return undefined;
  return (value) => typeof value !== 'string' || checks.every((check) => check(value));
}

/** Lengths count characters, not the code units of JavaScript: a pair of surrogates is one. */
function fitsLength(text: string, least: number, most: number): boolean {
  if (text.length <= most && text.length >= least * 2) return true;
  let length = text.length;
  for (let place = 1; place < text.length; place += 1) {
    const pair = (text.charCodeAt(place - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(place) & 0xfc00) === 0xdc00;
    if (pair) length -= 1;
  }
  return length >= least && length <= most;
}

function regularExpression(pattern: unknown): RegExp | undefined {
  if (typeof pattern !== 'string' || SLOW.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, 'u');
  } catch {
    // Of another dialect: whoever judges says what becomes of it.
    return undefined;
  }
}

function isDate(text: string): boolean {
  const found = DATE.exec(text);
  if (found === null) return false;
  const day = Number(found[3]);
  return day <= 28 || day <= new Date(Date.UTC(Number(found[1]), Number(found[2]), 0)).getUTCDate();
}
