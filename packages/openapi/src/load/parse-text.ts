// Parses JSON and YAML and names what is neither.
import { DocumentError } from '../document-error.ts';
import { locateInJson } from './json-lines.ts';
import { nameForeign } from './name-foreign.ts';
import type { ParsedText } from './parsed-text.ts';
import { refuseBinaryText } from './refuse-binary.ts';
import { withoutComments } from './without-comments.ts';

/** Below this size a text that looks like JSON and is not is tried as YAML, which allows comments and trailing commas. */
const LENIENT_LIMIT = 2_000_000;

/** Parses a text. Throws `DocumentError` `document_unusable`, with the line if there is one. */
export async function parseText(text: string, name: string): Promise<ParsedText> {
  const start = text.trimStart();
  if (start === '') throw new DocumentError('document_unusable', `${name} is empty.`);
  if (start.startsWith('<')) throw markup(start, name);
  refuseBinaryText(start, name);
  if (!/^[{[]/.test(start)) return await asYaml(text, name);
  try {
    return { root: JSON.parse(text), locate: (pointers) => locateInJson(text, pointers), flaws: [] };
  } catch (error) {
    const failure = brokenJson(text, name, error);
    if (failure.message.includes('ends too early') || text.length > LENIENT_LIMIT) throw failure;
    const plain = withoutComments(text);
    return plain === text ? await leniently(text, name, failure) : await withoutRemarks(plain, name, failure);
  }
}

/** JSON that had comments, which may have trailing commas too. */
async function withoutRemarks(plain: string, name: string, failure: DocumentError): Promise<ParsedText> {
  try {
    return { root: JSON.parse(plain), locate: (pointers) => locateInJson(plain, pointers), flaws: [] };
  } catch {
    // Comments were not all that kept it from being JSON.
    return await leniently(plain, name, failure);
  }
}

async function leniently(text: string, name: string, failure: DocumentError): Promise<ParsedText> {
  try {
    return await asYaml(text, name);
  } catch {
    // It is neither: what JSON says of it is the better explanation.
    throw failure;
  }
}

/** The YAML parser is loaded by the first text that needs it: most documents are JSON, and start-up time counts. */
async function asYaml(text: string, name: string): Promise<ParsedText> {
  const { parseYaml } = await import('./parse-yaml.ts');
  try {
    return parseYaml(text, name);
  } catch (error) {
    const foreign = nameForeign(undefined, text);
    if (!foreign) throw error;
    throw new DocumentError('document_unusable', `${name} is ${foreign.kind}, not an OpenAPI document.`, {
      next: foreign.next,
      cause: error,
    });
  }
}

function markup(start: string, name: string): DocumentError {
  const html = /^<(!doctype html|html|head|body|script|!--)/i.test(start);
  const title = /<title[^>]*>([^<]{1,80})/i.exec(start.slice(0, 5_000))?.[1]?.trim();
  const kind = html ? `an HTML page${title ? ` ("${title}")` : ''}` : 'XML';
  return new DocumentError('document_unusable', `${name} is ${kind}, not an OpenAPI document.`, {
    next: html
      ? 'Look on that page for the link to the document itself (often /openapi.json or /swagger.json); it may also be a login page.'
      : 'Give an OpenAPI document in JSON or YAML.',
    line: 1,
  });
}

function brokenJson(text: string, name: string, cause: unknown): DocumentError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const at = /position (\d+)/.exec(message)?.[1];
  const early =
    /end of JSON input|Unterminated string/i.test(message) || (at !== undefined && Number(at) >= text.trimEnd().length);
  const offset = at === undefined ? text.length : Number(at);
  const line = countLines(text, early ? text.length : offset);
  const reason = early
    ? 'ends too early: it seems to be cut off'
    : `cannot be read as JSON: ${message.split(' in JSON')[0]}`;
  return new DocumentError('document_unusable', `${name} ${reason} (line ${line}).`, {
    line,
    cause,
    next: early
      ? 'Fetch the document again; the file is not complete.'
      : 'Correct the text at that line and try again.',
  });
}

function countLines(text: string, end: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
