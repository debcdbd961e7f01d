// Owns when that is made which only calls need: with the first call, or before anything opens where an option of it may be wrong.
import type { RunnerOptions } from '@mcpm/domain';
import type { Operations } from '../call/operations.ts';
import type { CallParts } from './compose-calls.ts';

/** Options that hold secrets or name files: what is wrong with them is told at the start, and what is secret is hidden from the first line of the log. */
const CHECKED = [
  'auth',
  'requireToken',
  'tokenExchange',
  'clientCert',
  'clientKey',
  'ca',
] as const satisfies readonly (keyof RunnerOptions)[];

/** The way from a plan to its result; nothing of it is loaded before it is needed. */
export class LazyCalls implements Operations {
  readonly #make: () => Promise<CallParts>;
  #making: Promise<CallParts> | undefined;
  #made: CallParts | undefined;

  constructor(make: () => Promise<CallParts>) {
    this.#make = make;
  }

  /** What was made, if it was. */
  get made(): CallParts | undefined {
    return this.#made;
  }

  readonly call: Operations['call'] = (plan, args, context) =>
    this.#made === undefined
      ? this.#load().then(({ operations }) => operations.call(plan, args, context))
      : this.#made.operations.call(plan, args, context);

  /** Makes everything now if one of the options has to be checked. Throws `configuration_invalid`. */
  async check(options: RunnerOptions): Promise<void> {
    const given = CHECKED.some((name) => options[name] !== undefined);
    const named = Object.keys(options.headers).length + Object.keys(options.credentials).length > 0;
    if (given || named) await this.#load();
  }

  /** Closes what was opened. */
  async close(): Promise<void> {
    // What could not be made needs no closing; whoever called was told.
    await (await this.#making?.catch(() => undefined))?.close();
  }

  async #load(): Promise<CallParts> {
    this.#making ??= this.#make();
    this.#made = await this.#making;
    return this.#made;
  }
}
