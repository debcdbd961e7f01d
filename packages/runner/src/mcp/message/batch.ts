// Owns the answers to one batch (JSON-RPC 2.0, section 6; MCP 2025-03-26 alone has them): one array, once all are there.
import type { RequestId } from './wire-message.ts';

/** The requests of a batch that are not answered yet, and the answers so far. */
export class Batch {
  readonly #waiting: Set<RequestId>;
  readonly #answers: string[] = [];
  readonly #write: (json: string) => void;

  /** @param write is given the array, unless no message of the batch wants an answer. */
  constructor(ids: readonly RequestId[], write: (json: string) => void) {
    this.#waiting = new Set(ids);
    this.#write = write;
  }

  /** Adds the refusal of a message that was none. */
  refuse(json: string): void {
    this.#answers.push(json);
  }

  /** Adds the answer to a request, if it is of this batch and not answered yet. Whether it was. */
  answer(id: RequestId, json: string): boolean {
    if (!this.#waiting.delete(id)) return false;
    this.#answers.push(json);
    this.settle();
    return true;
  }

  /** Waits no longer for a request that was cancelled. */
  cancel(id: RequestId): void {
    if (this.#waiting.delete(id)) this.settle();
  }

  /** Whether all is answered. */
  get settled(): boolean {
    return this.#waiting.size === 0;
  }

  /** Writes the answers, if all are there. */
  settle(): void {
    if (this.settled && this.#answers.length > 0) this.#write(`[${this.#answers.splice(0).join(',')}]`);
  }
}
