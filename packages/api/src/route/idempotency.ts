// Owns the memory of answers by Idempotency-Key: a request sent twice is done once.
import { createHash } from 'node:crypto';
import { McpmError } from '@mcpm/domain';
import type { Answer } from './handler.ts';
import { validationError } from './parse-request.ts';

const LIFETIME_MS = 10 * 60_000;
const CAPACITY = 1000;
const POINTER = '/headers/idempotency-key';

interface Entry {
  readonly fingerprint: string;
  readonly expiresAt: number;
  readonly answer: Promise<Answer>;
}

/** What makes two requests the same request. */
export interface IdempotentRequest {
  /** The header's value, 1 to 255 characters. */
  readonly key: string;
  /** Id of the caller's token. */
  readonly caller: string;
  /** Method and URL. */
  readonly action: string;
  readonly body: unknown;
}

/** Keeps up to 1,000 answers for ten minutes. A failure that may pass (status 500 and up) is forgotten, so that a retry works. */
export class IdempotencyMemory {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  /** @param now milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The kept answer, or that of `work`. Throws `validation_failed` when the key was used for another request. */
  run(
    request: IdempotentRequest,
    work: () => Promise<Answer>,
  ): { readonly answer: Promise<Answer>; readonly replayed: boolean } {
    if (request.key.length === 0 || request.key.length > 255)
      throw validationError([{ pointer: POINTER, message: 'must have 1 to 255 characters' }]);
    const id = JSON.stringify([request.caller, request.key]);
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([request.action, request.body]))
      .digest('hex');
    const kept = this.#entries.get(id);
    if (kept !== undefined && kept.expiresAt > this.#now()) {
      if (kept.fingerprint === fingerprint) return { answer: kept.answer, replayed: true };
      throw validationError([
        { pointer: POINTER, message: 'was used for another request; use a new key for each request' },
      ]);
    }
    this.#entries.delete(id);
    const entry = { fingerprint, expiresAt: this.#now() + LIFETIME_MS, answer: work() };
    this.#makeRoom();
    this.#entries.set(id, entry);
    entry.answer.catch((error: unknown) => {
      if (error instanceof McpmError && error.status < 500) return;
      if (this.#entries.get(id) === entry) this.#entries.delete(id);
    });
    return { answer: entry.answer, replayed: false };
  }

  #makeRoom(): void {
    // Entries stand in the order of their age.
    for (const [id, entry] of this.#entries) {
      if (entry.expiresAt > this.#now() && this.#entries.size < CAPACITY) return;
      this.#entries.delete(id);
    }
  }
}
