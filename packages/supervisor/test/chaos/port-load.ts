// Owns sixteen callers that ask one port again and again, each by a new connection, and what became of their calls.
import { request } from 'node:http';

/** What became of the calls, by their answer or the code of their failure. */
export interface Calls {
  readonly answered: number;
  readonly refused: number;
  /** Under way while a process ended. */
  readonly lost: number;
  /** The failures by their codes. */
  readonly codes: Readonly<Record<string, number>>;
}

/** Sixteen callers, until stopped. */
export class PortLoad {
  #isOver = false;
  #answered = 0;
  readonly #failures = new Map<string, number>();
  readonly #callers: readonly Promise<void>[];

  constructor(port: number, callers = 16) {
    this.#callers = Array.from({ length: callers }, () => this.#callAgainAndAgain(port));
  }

  /** Calls answered so far. */
  get answered(): number {
    return this.#answered;
  }

  /** Ends the calls, and tells what became of them. */
  async stop(): Promise<Calls> {
    this.#isOver = true;
    await Promise.all(this.#callers);
    const refused = this.#failures.get('ECONNREFUSED') ?? 0;
    const failed = [...this.#failures.values()].reduce((sum, count) => sum + count, 0);
    return { answered: this.#answered, refused, lost: failed - refused, codes: Object.fromEntries(this.#failures) };
  }

  async #callAgainAndAgain(port: number): Promise<void> {
    while (!this.#isOver) {
      const failure = await call(port);
      if (failure === undefined) this.#answered += 1;
      else this.#failures.set(failure, (this.#failures.get(failure) ?? 0) + 1);
    }
  }
}

/** The code of the failure; undefined when it was answered. */
function call(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const calling = request({ host: '127.0.0.1', port, agent: false, timeout: 10_000 }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(undefined));
      answer.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    calling.once('timeout', () => calling.destroy(new Error('no answer')));
    calling.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    calling.end();
  });
}
