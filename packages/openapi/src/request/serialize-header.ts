// Writes header and cookie parameters (OpenAPI 3.1 §4.8.12).
import { ArgumentError } from '../argument-error.ts';
import type { PlannedParameter } from '../tool/tool-plan.ts';
import { isJson, parseMediaType } from '../ir/media-type.ts';
import { RAW_DELIMITERS, readArgument } from './arguments/argument-value.ts';
import { contentText } from './body/content-text.ts';
import { encode } from './style/percent-encode.ts';
import { serializeQuery } from './style/serialize-query.ts';

/** The value of a header, or `undefined` for nothing. Headers are not percent-encoded. Throws `ArgumentError` for line breaks and control characters. */
export function serializeHeader(parameter: PlannedParameter, raw: unknown): string | undefined {
  if (parameter.mediaType !== undefined)
    return raw === undefined
      ? undefined
      : headerText(asciiText(contentText(parameter, raw), parameter.mediaType), parameter.argument);
  const value = readArgument(raw);
  const delimiter = RAW_DELIMITERS[parameter.style] ?? ',';
  switch (value.kind) {
    case 'absent':
      return undefined;
    case 'primitive':
      return headerText(value.text, parameter.argument);
    case 'array':
      return headerText(value.items.join(delimiter), parameter.argument);
    case 'object':
      return headerText(
        value.entries.map(([key, text]) => `${key}${parameter.explode ? '=' : delimiter}${text}`).join(delimiter),
        parameter.argument,
      );
  }
}

/** The `name=value` texts of a cookie parameter. Values are percent-encoded, but for OpenAPI 3.2's style `cookie`, which sends them as they are. */
export function serializeCookie(parameter: PlannedParameter, raw: unknown): readonly string[] {
  if (parameter.mediaType !== undefined)
    return raw === undefined ? [] : [`${parameter.name}=${encode(contentText(parameter, raw))}`];
  if (parameter.style !== 'cookie')
    // A semicolon ends a cookie, also where reserved characters may pass.
    return serializeQuery(parameter, raw).map((pair) => keepName(pair.replaceAll(';', '%3B'), parameter.name));
  const value = readArgument(raw);
  if (value.kind === 'absent') return [];
  const check = (text: string): string => cookieText(text, parameter.argument);
  if (value.kind === 'primitive') return [`${parameter.name}=${check(value.text)}`];
  if (value.kind === 'array') {
    return parameter.explode
      ? value.items.map((item) => `${parameter.name}=${check(item)}`)
      : [`${parameter.name}=${value.items.map(check).join(',')}`];
  }
  return parameter.explode
    ? value.entries.map(([key, text]) => `${cookieName(key, parameter.argument)}=${check(text)}`)
    : [`${parameter.name}=${value.entries.flat().map(check).join(',')}`];
}

/** Header text as bytes: what is not ASCII is sent as UTF-8 (RFC 9110 §5.5, obs-text). */
function headerText(text: string, argument: string): string {
  if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(text)) {
    throw new ArgumentError(
      `The argument "${argument}" must not contain line breaks or control characters: it is sent as a header.`,
      argument,
    );
  }
  // White space around a header is no part of its value (RFC 9110 §5.5).
  return Buffer.from(text.replaceAll(/^[ \t]+|[ \t]+$/g, ''), 'utf8').toString('latin1');
}

/** Cookie names are tokens already; only the value is encoded. */
function keepName(pair: string, name: string): string {
  const encoded = `${encode(name)}=`;
  return pair.startsWith(encoded) ? `${name}=${pair.slice(encoded.length)}` : pair;
}

function cookieText(text: string, argument: string): string {
  if (/[;,\s"\\]/.test(text))
    throw new ArgumentError(
      `The argument "${argument}" must not contain spaces, quotes, commas or semicolons: it is sent as a cookie.`,
      argument,
    );
  return headerText(text, argument);
}

function cookieName(key: string, argument: string): string {
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key)) return key;
  throw new ArgumentError(
    `The argument "${argument}" must not hold the key "${key.toWellFormed()}": HTTP allows no cookie of that name.`,
    argument,
  );
}

/** JSON can say every character in ASCII; other media types cannot. */
function asciiText(text: string, mediaType: string): string {
  if (!isJson(parseMediaType(mediaType).essence)) return text;
  return text.replaceAll(
    /[\u007F-\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
