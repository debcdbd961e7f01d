// Owns how a failure is put into words: title and next step in the reader's language where the registry's own words came, else as sent.
import { errorRegistry, type ErrorCode } from '../contract/index.ts';

/** A failure as it came: of a problem or of a reason. */
export interface Failure {
  readonly code: string;
  readonly detail: string;
  readonly next: string;
  readonly title?: string | undefined;
  readonly requestId?: string | undefined;
}

/** Codes this console makes itself. */
export const ownCodes = [
  'unreachable',
  'unexpected_answer',
  'stream_unreadable',
  'part_missing',
  'unexpected',
] as const;
type OwnCode = (typeof ownCodes)[number];

/** Whether a part of the page itself did not arrive; the bundler's loader names its errors so. */
export function isPartMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ChunkLoadError';
}

/** Codes with texts of their own in the message files. */
export type KnownCode = ErrorCode | OwnCode;

/** Whether the message files know a code. */
export function isKnown(code: string): code is KnownCode {
  return Object.hasOwn(errorRegistry, code) || ownCodes.some((own) => own === code);
}

/** Whether the next step is the registry's sentence, and so may be said in another language; a better one stays as sent. */
export function isStandardNext(failure: Failure): boolean {
  if (!isKnown(failure.code)) return false;
  return !Object.hasOwn(errorRegistry, failure.code) || errorRegistry[failure.code as ErrorCode].next === failure.next;
}
