// Owns which headers pass between a client and a server that speaks HTTP itself.
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** RFC 9110 section 7.6.1: they belong to one connection. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/** Checked at our door or meant for it alone: a client's token and cookies must never reach a server (MCP, token passthrough). */
const oursAlone = ['host', 'cookie', 'authorization', 'origin', 'content-length', 'accept-encoding'];

/** A server behind the gateway shares its origin with the console: it may set no cookies and open no doors there. */
const neverAnswered = ['set-cookie', 'www-authenticate', 'content-length'];

/** The headers of a client as the server gets them, with the server's own token, if it has one. */
export function toServerHeaders(
  headers: IncomingHttpHeaders,
  token: string | undefined,
): Record<string, string | string[]> {
  const kept = keep(headers, [...hopByHop, ...oursAlone]);
  return { ...kept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
}

/** The headers of a server as the client gets them. */
export function toClientHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept = keep(headers, [...hopByHop, ...neverAnswered]);
  return Object.fromEntries(Object.entries(kept).filter(([name]) => !name.startsWith('access-control-')));
}

function keep(headers: IncomingHttpHeaders, without: readonly string[]): Record<string, string | string[]> {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const entries = Object.entries(headers).filter(([name]) => !without.includes(name) && !named.includes(name));
  return Object.fromEntries(entries.filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
}
