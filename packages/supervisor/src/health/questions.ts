// Owns one question to a run: how it is put, how long it may take, and whether the silence is the run's or our own.
import type { ChildMessage } from '@mcpm/domain';
import type { Clock } from '../runtime/clock.ts';
import { MAX_OWN_DELAY_MS } from '../decide/health-verdict.ts';
import type { HealthTarget } from './health-target.ts';
import type { ProbeRun } from './probe.ts';
import { Silence } from './silence.ts';

/** The answer of a managed run. */
export type HealthAnswer = Extract<ChildMessage, { type: 'health' }>;

/** What became of a question; `counts` is false when it says nothing about the run. */
export interface Outcome {
  readonly ok: boolean;
  readonly detail?: string;
  readonly counts: boolean;
}

const answered: Outcome = { ok: true, counts: true };

/** Puts questions and takes in answers. */
export class Questions {
  readonly #clock: Clock;
  readonly #waiting = new Map<number, () => void>();
  #last = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes in the answer of a managed run; a late or an unasked one is nobody's. */
  receive(answer: HealthAnswer): void {
    this.#waiting.get(answer.id)?.();
  }

  /** Asks once, within the policy's timeout. Never rejects. */
  async ask(id: string, target: HealthTarget): Promise<Outcome> {
    if (!target.managed && !target.probe)
      return target.isAlive() ? answered : { ok: false, counts: false, detail: 'the process is gone' };
    const over = new AbortController();
    const { timeoutMs } = target.policy;
    const silence = new Silence(this.#clock, timeoutMs);
    try {
      const answer = target.managed ? this.#askManaged(target, over.signal) : askProbe(id, target, over.signal);
      const outcome = await Promise.race([answer, silence.over]);
      if (outcome?.ok || outcome?.counts === false) return outcome;
      // Whoever was late may have missed the answer.
      if (silence.worstDelayMs > MAX_OWN_DELAY_MS)
        return { ok: false, counts: false, detail: 'the supervisor itself was late' };
      return outcome ?? { ok: false, counts: true, detail: `no answer within ${timeoutMs} ms` };
    } finally {
      silence.end();
      over.abort();
    }
  }

  async #askManaged(target: HealthTarget, signal: AbortSignal): Promise<Outcome> {
    this.#last += 1;
    const question = this.#last;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#waiting.set(question, () => resolve(answered));
    signal.addEventListener('abort', () => this.#waiting.delete(question), { once: true });
    // A question that cannot be asked says nothing about the one who would answer.
    if (!target.send({ type: 'health-check', id: question }))
      return { ok: false, counts: false, detail: 'the question could not be delivered' };
    return promise;
  }
}

async function askProbe(id: string, target: HealthTarget, signal: AbortSignal): Promise<Outcome> {
  try {
    await target.probe?.check(runOf(id, target, signal));
    return answered;
  } catch (error) {
    return { ok: false, counts: !(error instanceof Error && error.name === 'NotAsked'), detail: textOf(error) };
  }
}

/** What a probe is handed for this run. */
export function runOf(id: string, target: HealthTarget, signal: AbortSignal): ProbeRun {
  return { id, runId: target.runId, pipe: target.probeRun?.pipe, port: target.probeRun?.port, signal };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
