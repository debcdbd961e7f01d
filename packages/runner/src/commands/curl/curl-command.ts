// Owns the curl command of a request: what runs it sends the same bytes.
import type { HttpRequest, LocalFile } from '@mcpm/openapi';
import { basicPair } from './basic-pair.ts';
import type { SecretName } from './secret-names.ts';
import { wordWithSecrets } from './secret-words.ts';

/** What the command needs besides the request. */
export interface CurlParts {
  readonly names: readonly SecretName[];
  /** Local files of the call, by the path they were given as. */
  readonly files: ReadonlyMap<string, LocalFile>;
  /** Files of TLS. */
  readonly tls: {
    readonly cert?: string | undefined;
    readonly key?: string | undefined;
    readonly ca?: string | undefined;
  };
}

const NEXT = ' \\\n  ';

/** The command, in as many lines as it has arguments. A body that is no text comes from its file, or as base64 by a pipe. */
export function curlCommand(request: HttpRequest, { names, files, tls }: CurlParts): string {
  const word = (text: string) => wordWithSecrets(text, names);
  const body = request.body === undefined ? undefined : bodyOf(request.body, files);
  const lines = [`curl${methodOf(request)} --globoff --path-as-is ${word(request.url)}`];
  for (const [name, value] of Object.entries(request.headers)) {
    const pair = name === 'authorization' ? basicPair(value, names) : undefined;
    lines.push(
      pair === undefined ? `--header ${word(value === '' ? `${name};` : `${name}: ${value}`)}` : `--user ${word(pair)}`,
    );
  }
  if (tls.cert !== undefined) lines.push(`--cert ${word(tls.cert)}`);
  if (tls.key !== undefined) lines.push(`--key ${word(tls.key)}`);
  if (tls.ca !== undefined) lines.push(`--cacert ${word(tls.ca)}`);
  // curl would send a content type and wait for a 100 of its own accord.
  if (body !== undefined && request.headers['content-type'] === undefined) lines.push("--header 'content-type:'");
  if (body?.kind === 'text') lines.push(`--data-raw ${word(body.text)}`);
  if (body?.kind === 'file') lines.push(`--data-binary ${word(`@${body.path}`)}`);
  if (body?.kind === 'bytes') lines.push('--data-binary @-');
  const command = lines.join(NEXT);
  return body?.kind === 'bytes' ? `printf %s ${body.base64} | base64 -d | ${command}` : command;
}

function methodOf({ method, body }: HttpRequest): string {
  if (method === 'HEAD') return ' --head';
  const usual = body === undefined ? 'GET' : 'POST';
  return method === usual ? '' : ` --request ${method}`;
}

type ShownBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly base64: string };

function bodyOf(body: string | Uint8Array, files: CurlParts['files']): ShownBody {
  if (typeof body === 'string') return { kind: 'text', text: body };
  for (const [path, { bytes }] of files)
    if (Buffer.from(bytes).equals(Buffer.from(body)) && !/^\s*file:/i.test(path)) return { kind: 'file', path };
  const text = readable(body);
  return text === undefined ? { kind: 'bytes', base64: Buffer.from(body).toString('base64') } : { kind: 'text', text };
}

/** Bytes as text where a shell carries them unchanged. */
function readable(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text;
  } catch {
    // No UTF-8: it goes as base64.
    return undefined;
  }
}
