// Takes credentials out of the address of a document and sends them as a header.
import { percentDecode } from './percent-decode.ts';

/** The URL without `user:password@`, which `fetch` refuses, and the headers with these as Basic credentials (RFC 7617), unless there are others. */
export function withoutUserinfo(
  address: string,
  headers: Readonly<Record<string, string>> = {},
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.username === '' && url.password === '')) return { url: address, headers };
  const pair = `${percentDecode(url.username)}:${percentDecode(url.password)}`;
  url.username = '';
  url.password = '';
  return {
    url: url.href,
    headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}`, ...lower(headers) },
  };
}

function lower(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
