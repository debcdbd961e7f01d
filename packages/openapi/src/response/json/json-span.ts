// Owns reading JSON where it stands: values as places in their text, so that every digit, escape and order of keys stays as it came.

/** A value in a JSON text: from `start` up to `end`. The text is known to be JSON. */
export interface JsonSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A member of an object or an element of an array. */
export interface JsonChild extends JsonSpan {
  /** The key, or the index in digits. */
  readonly key: string;
}

/** The types of JSON (RFC 8259 §3). */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** The value of a text, `undefined` if it is no JSON. Its depth does not matter. */
export function parseSpan(text: string): JsonSpan | undefined {
  try {
    JSON.parse(text);
  } catch {
    // Not JSON, or cut off: it is read as text.
    return undefined;
  }
  return spanOf(text);
}

/** The value of a text that is known to be JSON. */
export function spanOf(text: string): JsonSpan {
  const start = skipBlank(text, 0);
  return { text, start, end: valueEnd(text, start) };
}

/** What a value is. */
export function kindOf({ text, start }: JsonSpan): JsonKind {
  switch (text[start]) {
    case '{':
      return 'object';
    case '[':
      return 'array';
    case '"':
      return 'string';
    case 'n':
      return 'null';
    case 't':
    case 'f':
      return 'boolean';
    default:
      return 'number';
  }
}

/** The value as it is written. */
export function sourceOf({ text, start, end }: JsonSpan): string {
  return text.slice(start, end);
}

/** The characters of a string; of anything else how it is written: digits are never rounded. */
export function scalarText(span: JsonSpan): string {
  const source = sourceOf(span);
  return kindOf(span) === 'string' ? unquote(source) : source;
}

/** The members or elements in order, found one after the other; none of a scalar. */
export function* childrenOf(span: JsonSpan): Generator<JsonChild, void> {
  const { text } = span;
  const opening = text.charCodeAt(span.start);
  if (opening !== OPEN_OBJECT && opening !== OPEN_ARRAY) return;
  let at = skipBlank(text, span.start + 1);
  for (let index = 0; at < span.end - 1; index += 1) {
    let key = String(index);
    if (opening === OPEN_OBJECT) {
      const keyEnd = stringEnd(text, at);
      key = unquote(text.slice(at, keyEnd));
      at = skipBlank(text, skipBlank(text, keyEnd) + 1);
    }
    const end = valueEnd(text, at);
    yield { text, key, start: at, end };
    at = skipBlank(text, end);
    if (text.charCodeAt(at) === COMMA) at = skipBlank(text, at + 1);
  }
}

/** The member of that key; of several the last, as other readers have it. */
export function childOf(span: JsonSpan, key: string): JsonChild | undefined {
  let found: JsonChild | undefined;
  for (const child of childrenOf(span)) {
    if (child.key === key) found = child;
    if (found !== undefined && kindOf(span) === 'array') return found;
  }
  return found;
}

/** How many members or elements there are. */
export function countChildren(span: JsonSpan): number {
  let count = 0;
  for (const _child of childrenOf(span)) count += 1;
  return count;
}

/** A JSON text without the blanks between its values. */
export function compact(span: JsonSpan): string {
  const { text, end } = span;
  let written = '';
  let from = span.start;
  for (let at = from; at < end;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
    } else if (code <= 32) {
      written += text.slice(from, at);
      at = skipBlank(text, at);
      from = at;
    } else {
      at += 1;
    }
  }
  return written + text.slice(from, end);
}

function unquote(source: string): string {
  // Without escapes the characters stand there as they are.
  return source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
}

function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth += 1;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth -= 1;
    else if (depth === 0) return scalarEnd(text, at);
    at += 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function scalarEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !endsScalar(text.charCodeAt(at))) at += 1;
  return at;
}

function endsScalar(code: number): boolean {
  return code <= 32 || code === COMMA || code === COLON || code === CLOSE_ARRAY || code === CLOSE_OBJECT;
}

/** The place behind the string that begins at `start`; the end of the text if the string does not end. */
export function stringEnd(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
}

function skipBlank(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}
