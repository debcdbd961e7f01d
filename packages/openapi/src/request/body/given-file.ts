// Reads a file from an argument: base64, a data URI, or an object that holds the bytes or names a local file.
import { ArgumentError } from '../../argument-error.ts';
import { isMediaType } from '../../ir/media-type.ts';
import { isObject } from '../../load/json-object.ts';
import { chooseType } from './choose-type.ts';
import { decodeBase64 } from './decode-base64.ts';
import type { RequestContext } from '../request-context.ts';

/** A file as it is sent. */
export interface GivenFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly filename?: string;
}

/** What decides about a file besides its value. */
export interface FileRules {
  /** How messages call it, such as `The file "photo"`. */
  readonly label: string;
  /** The argument it stands in. */
  readonly argument: string;
  /** The media types and ranges the API takes, the preferred first; none: any. */
  readonly accepts: readonly string[];
  readonly files: RequestContext['files'];
}

const MEMBERS: ReadonlySet<string> = new Set(['data', 'path', 'filename', 'contentType']);

/** The path or `file:` URI by which a value names a local file; `undefined` if it names none. */
export function localPath(value: unknown): string | undefined {
  if (typeof value === 'string') return /^\s*file:/i.test(value) ? value.trim() : undefined;
  return isObject(value) && typeof value['path'] === 'string' ? value['path'] : undefined;
}

/** Whether a value is an object that holds or names a file, and nothing else. */
export function isFileObject(value: unknown): boolean {
  return (
    isObject(value) &&
    (typeof value['data'] === 'string' || typeof value['path'] === 'string') &&
    Object.keys(value).every((key) => MEMBERS.has(key))
  );
}

/** The file a value is. Throws `ArgumentError` if it is none, if it may not be read, and if the API does not take its media type. */
export function readGivenFile(value: unknown, rules: FileRules): GivenFile {
  const { label, argument } = rules;
  const given = isObject(value) ? value : { data: value };
  const fault = (text: string): ArgumentError => new ArgumentError(`${label} ${text}`, argument);
  for (const member of MEMBERS) {
    const stated = given[member];
    if (stated !== undefined && typeof stated !== 'string' && isObject(value))
      throw fault(`must have a text in "${member}".`);
  }
  const path = localPath(given['data'] ?? value);
  if (given['data'] !== undefined && given['path'] !== undefined)
    throw fault('must have either "data" or "path", not both.');
  const stated = textIn(given['contentType']);
  if (stated !== undefined && !isMediaType(stated))
    throw fault(`has the content type "${stated}", which is no media type such as image/png.`);
  const source = path === undefined ? decoded(given['data']) : rules.files?.get(path);
  if (!source && path !== undefined)
    throw fault('names a local file, and files of this machine may not be sent; give its bytes as base64 instead.');
  if (!source)
    throw fault(
      'must be base64 text or a data URI, or an object with one of these in "data" or with a local file in "path".',
    );
  const filename = textIn(given['filename']) ?? source.filename;
  const type = chooseType(
    { stated: stated ?? (path === undefined ? source.contentType : undefined), guessed: source.contentType },
    rules,
  );
  return { bytes: source.bytes, contentType: type, ...(filename === undefined ? {} : { filename }) };
}

function decoded(data: unknown): ReturnType<typeof decodeBase64> {
  return typeof data === 'string' ? decodeBase64(data) : undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
