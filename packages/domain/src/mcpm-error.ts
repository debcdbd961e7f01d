// Owns the one class of named failures.
import { errorRegistry, type ErrorCode } from './error-registry.ts';
import type { Reason } from './reason.ts';

/** One fault among several: where (JSON pointer, field, flag or variable) and what. */
export interface Fault {
  readonly pointer: string;
  readonly message: string;
}

/** What may be said beside code and detail. */
export interface McpmErrorOptions {
  readonly cause?: unknown;
  /** Every fault found, when there can be several. */
  readonly faults?: readonly Fault[];
  /** Seconds after which a retry makes sense. */
  readonly retryAfter?: number;
  /** Replaces the registry's next step where a better one is known. */
  readonly next?: string;
}

/** A failure with a name. `message` is the detail: one sentence, without secrets. */
export class McpmError extends Error {
  override readonly name = 'McpmError';
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];
  readonly retryAfter: number | undefined;
  readonly next: string;

  constructor(code: ErrorCode, detail: string, options: McpmErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfter = options.retryAfter;
    this.next = options.next ?? errorRegistry[code].next;
  }

  /** HTTP status of the code. */
  get status(): number {
    return errorRegistry[this.code].status;
  }

  /** Title of the code. */
  get title(): string {
    return errorRegistry[this.code].title;
  }

  /** The failure as a reason that a status can carry. */
  get reason(): Reason {
    return { code: this.code, detail: this.message, next: this.next };
  }
}

/** A reason made from a registry code without throwing. */
export function reasonFor(code: ErrorCode, detail: string): Reason {
  return { code, detail, next: errorRegistry[code].next };
}
