// Owns which host names and browser origins may call (no DNS rebinding): the lists are read once, verdicts are remembered.
import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './refuse.ts';

/** Names beside the local ones. */
export interface GuardRules {
  /** Host names; with a port they hold for that port only. */
  readonly allowedHosts: readonly string[];
  /** Browser origins. */
  readonly allowedOrigins: readonly string[];
}

const LOCAL_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
/** Verdicts that are remembered, and the longest text one is remembered of: strangers must not fill the memory. */
const MAX_REMEMBERED = 256;
const MAX_TEXT = 255;

/** Judges where a request comes from and whom it was meant for. */
export class Guard {
  readonly #isHost: (text: string) => boolean;
  readonly #isOrigin: (text: string) => boolean;

  constructor({ allowedHosts, allowedOrigins }: GuardRules) {
    this.#isHost = remembered(hostRule(allowedHosts));
    this.#isOrigin = remembered(originRule(allowedOrigins));
  }

  /** The refusal of a foreign `Host` or `Origin` (403), else `undefined`. */
  refuse({ host, origin }: IncomingHttpHeaders): Refusal | undefined {
    if (host === undefined || !this.#isHost(host))
      return { status: 403, message: `The host "${host ?? ''}" is not allowed; allow it with --allowed-host` };
    if (origin !== undefined && !this.#isOrigin(origin))
      return { status: 403, message: `The origin "${origin}" is not allowed; allow it with --allowed-origin` };
    return undefined;
  }
}

function hostRule(allowed: readonly string[]): (host: string) => boolean {
  const names = new Set([...LOCAL_NAMES, ...allowed.flatMap(spellings)]);
  return (host) => {
    // A URL parser would take what stands before an @ for a login and what follows a slash for a path.
    if (/[@/\\?#]/.test(host) || !URL.canParse(`http://${host}`)) return false;
    const { hostname, host: withPort } = new URL(`http://${host}`);
    return names.has(hostname) || names.has(withPort);
  };
}

/** IPv6 addresses are allowed with and without brackets. */
function spellings(entry: string): readonly string[] {
  const name = entry.toLowerCase();
  return [name, `[${name}]`];
}

function originRule(allowed: readonly string[]): (origin: string) => boolean {
  const exact = new Set(allowed);
  const origins = new Set(allowed.flatMap((entry) => (URL.canParse(entry) ? [new URL(entry).origin] : [])));
  return (origin) => {
    if (!URL.canParse(origin)) return false;
    const url = new URL(origin);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return exact.has(origin) || (isWeb && (LOCAL_NAMES.includes(url.hostname) || origins.has(url.origin)));
  };
}

function remembered(judge: (text: string) => boolean): (text: string) => boolean {
  const verdicts = new Map<string, boolean>();
  return (text) => {
    const known = verdicts.get(text);
    if (known !== undefined) return known;
    const verdict = judge(text);
    if (text.length > MAX_TEXT) return verdict;
    if (verdicts.size >= MAX_REMEMBERED) verdicts.clear();
    verdicts.set(text, verdict);
    return verdict;
  };
}
