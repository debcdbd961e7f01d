// Owns which Host and Origin headers are believed: the defence against DNS rebinding and cross-site requests. Pure.

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\d{1,5}))?$/;

/** Whether a Host header names this machine (any port) or an allowed host; an entry without a port allows every port. */
export function isHostAllowed(host: string | undefined, allowed: readonly string[]): boolean {
  const match = HOST.exec(host?.toLowerCase() ?? '');
  const name = match?.[1];
  if (match === null || name === undefined) return false;
  if (LOOPBACK.has(name)) return true;
  return allowed.some((entry) => entry.toLowerCase() === name || entry.toLowerCase() === match[0]);
}

/** Whether an Origin header is that of the host the request was sent to. */
function isSameHost(origin: string, host: string): boolean {
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  // Read with the origin's scheme, so that a default port written out or left out is the same.
  const to = `${from.protocol}//${host}`;
  return URL.canParse(to) && new URL(to).host === from.host;
}

/** Whether an Origin header is the request's own host or an allowed origin, such as `https://console.example.com`. */
export function isOriginAllowed(origin: string, host: string, allowed: readonly string[]): boolean {
  if (isSameHost(origin, host)) return true;
  return allowed.some((entry) => URL.canParse(entry) && URL.canParse(origin) && sameOrigin(entry, origin));
}

function sameOrigin(left: string, right: string): boolean {
  const origin = new URL(left).origin;
  // Opaque origins all read "null" and are never the same.
  return origin !== 'null' && origin === new URL(right).origin;
}
