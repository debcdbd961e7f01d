// Owns reading a text of the document again: nothing keeps it in memory for those who may ask.
import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ResourceText } from './resource.ts';

/** Bytes of a text, as JSON writes it, that fit one message: the clients of the official SDKs end the connection where a line is over 10 MB. */
const MOST_BYTES = 8_000_000;
/** Milliseconds for a text that has to be fetched. */
const FETCH_MS = 30_000;

/** An address that was given together with headers; they go to its origin only. */
export interface NamedUrl {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How texts are fetched. */
export interface TextRules {
  /** GET by the rules of the process; redirects are answers. */
  readonly fetch: typeof fetch;
  readonly named: readonly NamedUrl[];
}

/** The text at a `file:`, `http:` or `https:` URL as it is now. Never rejects: why it cannot be sent is a part of the answer. */
export async function readText(url: string, rules: TextRules): Promise<ResourceText> {
  try {
    const bytes = url.startsWith('file:') ? await readBounded(fileURLToPath(url)) : await fetchBounded(url, rules);
    return bytes === undefined ? TOO_LARGE : sendable(decode(bytes));
  } catch (error) {
    return { problem: `The text cannot be read now: ${reasonOf(error)}` };
  }
}

/** A text that is there already. */
export function sendable(text: string): ResourceText {
  // A character is six bytes at most: most texts need no counting.
  const fits = text.length * 6 <= MOST_BYTES || Buffer.byteLength(JSON.stringify(text)) <= MOST_BYTES;
  if (!fits) return TOO_LARGE;
  return { mimeType: mimeTypeOf(text), text };
}

/** JSON, or whatever else can be a document: YAML. */
export function mimeTypeOf(text: string): string {
  return /^\s*[{[]/.test(text) ? 'application/json' : 'application/yaml';
}

const TOO_LARGE: ResourceText = {
  problem:
    'The text is larger than one message may be; its operations can be read one by one at openapi://operations/{operation}',
};

async function readBounded(file: string): Promise<Uint8Array | undefined> {
  await using opened = await open(file, 'r');
  const { size } = await opened.stat();
  return size > MOST_BYTES ? undefined : opened.readFile();
}

async function fetchBounded(url: string, { fetch, named }: TextRules): Promise<Uint8Array | undefined> {
  const { origin } = new URL(url);
  const headers = named.find((place) => place.origin === origin)?.headers ?? {};
  const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(FETCH_MS) });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`its server answered ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** UTF-8 as it has to be, UTF-16 by its mark, and what is neither as Windows-1252. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** Errors of the file system name paths in their messages; their codes do not. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for an unknown reason';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
