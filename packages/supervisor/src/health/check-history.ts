// Owns what is remembered of the checks of each process: the last ones, and what they added up to, each with its time.
import type { HealthCheck, HealthVerdict } from '@mcpm/domain';

/** How many of each are kept for a process. */
const HISTORY_LENGTH = 50;

interface Past {
  readonly checks: HealthCheck[];
  readonly verdicts: HealthVerdict[];
}

/** The past of every process, over all its runs, until it is forgotten. */
export class CheckHistory {
  readonly #past = new Map<string, Past>();

  /** Remembers a check. */
  addCheck(check: HealthCheck): void {
    push(this.#of(check.id).checks, check);
  }

  /** Remembers a verdict. */
  addVerdict(verdict: HealthVerdict): void {
    push(this.#of(verdict.id).verdicts, verdict);
  }

  /** The last checks, oldest first. */
  checksOf(id: string): readonly HealthCheck[] {
    return [...(this.#past.get(id)?.checks ?? [])];
  }

  /** The last verdicts, oldest first. */
  verdictsOf(id: string): readonly HealthVerdict[] {
    return [...(this.#past.get(id)?.verdicts ?? [])];
  }

  /** Remembers nothing of a process any more. */
  forget(id: string): void {
    this.#past.delete(id);
  }

  #of(id: string): Past {
    const past = this.#past.get(id) ?? { checks: [], verdicts: [] };
    this.#past.set(id, past);
    return past;
  }
}

function push<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > HISTORY_LENGTH) list.shift();
}
