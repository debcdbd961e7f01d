// Takes credentials out of the address of a document and sends them as a header.

/** The URL without `user:password@`, which `fetch` refuses, and the headers with these as Basic credentials (RFC 7617), unless there are others. */
export function withoutUserinfo(
  address: string,
  headers: Readonly<Record<string, string>> = {},
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.username === '' && url.password === '')) return { url: address, headers };
  const pair = `${unescaped(url.username)}:${unescaped(url.password)}`;
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

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray "%" is not percent-encoding; the text is taken as it stands.
    return text;
  }
}
