// Owns who may call over HTTP: known host names and origins only (no DNS rebinding), and a bearer token where one is demanded.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The rules of a listener. */
export interface GuardRules {
  /** Host names beside the local ones; with a port they hold for that port only. */
  readonly allowedHosts: readonly string[];
  /** Browser origins beside the local ones. */
  readonly allowedOrigins: readonly string[];
  /** Demanded as `Authorization: Bearer`, if given. */
  readonly requireToken?: string;
}

/** Why a request is refused. */
export interface GuardRefusal {
  readonly status: 401 | 403;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const LOCAL_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** The refusal of a foreign `Host` or `Origin` (403), else `undefined`. */
export function refuseForeign(headers: IncomingHttpHeaders, rules: GuardRules): GuardRefusal | undefined {
  const { host, origin } = headers;
  if (!isAllowedHost(host, rules.allowedHosts)) {
    return { status: 403, message: `The host "${host ?? ''}" is not allowed; allow it with --allowed-host` };
  }
  if (origin !== undefined && !isAllowedOrigin(origin, rules.allowedOrigins)) {
    return { status: 403, message: `The origin "${origin}" is not allowed; allow it with --allowed-origin` };
  }
  return undefined;
}

/** The refusal of a missing or wrong token (401), else `undefined`. */
export function refuseUnknown(headers: IncomingHttpHeaders, rules: GuardRules): GuardRefusal | undefined {
  if (rules.requireToken === undefined) return undefined;
  const shown = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (shown !== undefined && sameSecret(shown, rules.requireToken)) return undefined;
  const challenge = shown === undefined ? 'Bearer realm="mcpm"' : 'Bearer realm="mcpm", error="invalid_token"';
  return {
    status: 401,
    message: 'Show the token of this server as "Authorization: Bearer <token>"',
    headers: { 'www-authenticate': challenge },
  };
}

function isAllowedHost(host: string | undefined, allowed: readonly string[]): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname, host: withPort } = new URL(`http://${host}`);
  return (
    LOCAL_NAMES.includes(hostname) || allowed.some((entry) => sameName(entry, hostname) || sameName(entry, withPort))
  );
}

/** IPv6 addresses are allowed with and without brackets. */
function sameName(entry: string, name: string): boolean {
  return entry.toLowerCase() === name || `[${entry.toLowerCase()}]` === name;
}

function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (isWeb && LOCAL_NAMES.includes(url.hostname)) return true;
  return allowed.some(
    (entry) => entry === origin || (URL.canParse(entry) && isWeb && new URL(entry).origin === url.origin),
  );
}

function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
