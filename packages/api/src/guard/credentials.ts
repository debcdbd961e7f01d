// Owns what a request shows to say who it is: a bearer token, or the cookie of a login.
import type { IncomingHttpHeaders } from 'node:http';

/** Name of the cookie that carries a login. */
export const LOGIN_COOKIE = 'mcpm_login';

/** The bearer token of a request (RFC 6750, section 2.1). */
export function bearerTokenOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer +([^\s]+) *$/i.exec(headers.authorization ?? '')?.[1];
}

/** The login cookie of a request (RFC 6265, section 4.2.1); of several of that name the first. */
export function loginCookieOf(headers: IncomingHttpHeaders): string | undefined {
  const prefix = `${LOGIN_COOKIE}=`;
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
  return value === '' ? undefined : value;
}

/**
 * A `Set-Cookie` header that keeps a login, unreadable for scripts and never sent from other sites. `value` is a cookie value as
 * RFC 6265 has it: no spaces, quotes, commas, semicolons or backslashes.
 */
export function loginCookieHeader(
  value: string,
  options: { readonly maxAgeSeconds: number; readonly secure: boolean },
): string {
  if (!/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(value))
    throw new Error('A login cookie has characters a cookie cannot hold.');
  const header = `${LOGIN_COOKIE}=${value}; Max-Age=${options.maxAgeSeconds}; Path=/; HttpOnly; SameSite=Strict`;
  return options.secure ? `${header}; Secure` : header;
}
