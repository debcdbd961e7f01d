// Owns a request as it goes over the wire, with stars where secrets are.
import type { HttpRequest } from '@mcpm/openapi';
import { basicPair } from './basic-pair.ts';
import type { SecretName } from './secret-names.ts';

/** Bytes of a body that is no text which are shown. */
const SHOWN = 256;

/** The request in the form of HTTP/1.1 (RFC 9112); bytes that are no text as base64, the first of them only. */
export function httpText({ method, url, headers, body }: HttpRequest, names: readonly SecretName[]): string {
  const { host, pathname, search } = new URL(url);
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, `host: ${host}`];
  for (const [name, value] of Object.entries(headers))
    lines.push(`${name}: ${name === 'authorization' && basicPair(value, names) !== undefined ? 'Basic ***' : value}`);
  if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`);
  const text = `${lines.join('\n')}\n\n${body === undefined ? '' : `${textOf(body)}\n`}`;
  return names.reduce((shown, { word }) => shown.replaceAll(word, '***'), text);
}

function textOf(body: string | Uint8Array): string {
  if (typeof body === 'string') return body;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (!/[^\P{Cc}\t\r\n]/u.test(text)) return text;
  } catch {
    // No UTF-8: shown as base64 below.
  }
  const more = body.byteLength > SHOWN ? ` … (${body.byteLength} bytes)` : '';
  return `[base64] ${Buffer.from(body.subarray(0, SHOWN)).toString('base64')}${more}`;
}
