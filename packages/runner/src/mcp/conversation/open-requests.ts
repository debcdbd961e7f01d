// Owns the requests of one client that are being answered and can be cancelled.
import { within } from '../../runtime/wait.ts';
import type { RequestId } from '../message/wire-message.ts';

/** Requests that are open, by id. */
export class OpenRequests {
  readonly #controllers = new Map<RequestId, AbortController>();
  /** Requests that are open, those too whose id was used again. */
  #count = 0;
  #none: (() => void) | undefined;

  /** How many are open. */
  get size(): number {
    return this.#count;
  }

  /** Opens one; an open one of the same id goes on, but can no longer be cancelled. */
  open(id: RequestId): AbortController {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    this.#count += 1;
    return controller;
  }

  /** Forgets one that is answered. */
  done(id: RequestId, controller: AbortController): void {
    if (this.#controllers.get(id) === controller) this.#controllers.delete(id);
    this.#oneLess();
  }

  /** Waits until none is open, at most `withinMs`. */
  async drained(withinMs: number): Promise<void> {
    if (this.#count === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#none = resolve;
    await within(promise, withinMs);
  }

  /** Aborts one. Whether there is one of this id. */
  cancel(id: RequestId, reason: unknown): boolean {
    const controller = this.#controllers.get(id);
    if (controller === undefined) return false;
    this.#controllers.delete(id);
    controller.abort(reason);
    this.#oneLess();
    return true;
  }

  /** Aborts all of them. */
  cancelAll(reason: unknown): void {
    for (const id of this.#controllers.keys()) this.cancel(id, reason);
  }

  #oneLess(): void {
    this.#count -= 1;
    if (this.#count === 0) this.#none?.();
  }
}
