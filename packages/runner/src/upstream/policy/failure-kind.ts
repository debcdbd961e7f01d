// Owns what an error of the network says of the request and of the host.
import { codeOf } from './error-code.ts';

/**
 * `unsent`: no connection came about, another try may be luckier; `cut`: the connection broke before an answer; `failed`: the host failed, and would again; `ours`: the host has nothing
 * to do with it.
 */
export type FailureKind = 'unsent' | 'cut' | 'failed' | 'ours';

const UNSENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_PRX_CONN',
]);
const CUT: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const OURS = /^(?:DIAL_REFUSED|UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED|CLOSED|DESTROYED|REQ_CONTENT_LENGTH_MISMATCH))$/;

/** The kind of an error of the network or of HTTP; `undefined` for anything else, which is a bug. */
export function failureKind(error: unknown): FailureKind | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  if (UNSENT.has(code) || (code === 'ETIMEDOUT' && isOfConnect(error))) return 'unsent';
  if (CUT.has(code)) return 'cut';
  return OURS.test(code) ? 'ours' : 'failed';
}

function isOfConnect(error: unknown): boolean {
  if (error instanceof AggregateError) return isOfConnect(error.errors[0]);
  return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
}
