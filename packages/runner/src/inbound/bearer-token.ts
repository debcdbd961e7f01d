// Owns the token that a request shows, and its digest.
import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The token of `Authorization: Bearer` (RFC 6750 §2.1), the only place where one is looked for. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | undefined {
  return authorization === undefined ? undefined : /^Bearer +([^\s,]+) *$/i.exec(authorization)?.[1];
}

/** What stands for a token where it is only to be recognised. */
export function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}
