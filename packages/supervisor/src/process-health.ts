// Owns health checks: when each is made, how it is asked, and what is told of it.
import {
  McpmError,
  reasonFor,
  type ChildMessage,
  type HealthCheck,
  type HealthPolicy,
  type ParentMessage,
  type Reason,
} from '@mcpm/domain';
import type { Clock } from './clock.ts';
import {
  judge,
  MAX_OWN_DELAY_MS,
  nextCheckDelay,
  noHealthRecord,
  readyHealthRecord,
  type HealthRecord,
} from './decide/health-verdict.ts';

/** A run that can be checked. */
export interface HealthTarget {
  readonly name: string;
  readonly runId: number;
  /** True: it answers `health-check`; false: being alive is all that can be asked. */
  readonly managed: boolean;
  readonly policy: HealthPolicy;
  readonly isAlive: () => boolean;
  /** False when the message cannot be delivered. */
  readonly send: (message: ParentMessage) => boolean;
}

/** What the checks need, and whom they tell. */
export interface ProcessHealthOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** The live run of a process. */
  readonly target: (id: string) => HealthTarget | undefined;
  /** A check counted; `record` is what all of this run's checks add up to. */
  readonly onCheck: (check: HealthCheck, record: HealthRecord) => void;
  /** The run is unhealthy. */
  readonly onUnhealthy: (id: string, runId: number, reason: Reason) => void;
}

type Answer = Extract<ChildMessage, { type: 'health' }>;
type Outcome = { readonly ok: boolean; readonly detail?: string; readonly counts: boolean };

interface Watch {
  readonly runId: number;
  timer: unknown;
  record: HealthRecord;
}

const TICK_MS = 250;

/** The health checks of one supervisor's processes. */
export class ProcessHealth {
  readonly #options: ProcessHealthOptions;
  readonly #watches = new Map<string, Watch>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastProbe = 0;

  constructor(options: ProcessHealthOptions) {
    this.#options = options;
  }

  /** Checks the live run of a process again and again, first at a random moment of its interval, until told to stop. */
  startHealthCheck(id: string): void {
    this.stopHealthCheck(id);
    const target = this.#options.target(id);
    if (!target) return;
    const watch: Watch = { runId: target.runId, timer: undefined, record: readyHealthRecord };
    this.#watches.set(id, watch);
    this.#schedule(id, watch, this.#options.random() * target.policy.intervalMs);
  }

  /** Ends the checks of a process. */
  stopHealthCheck(id: string): void {
    this.#options.clock.clearTimeout(this.#watches.get(id)?.timer);
    this.#watches.delete(id);
  }

  /** What the checks of the live run add up to. */
  recordOf(id: string): HealthRecord {
    return this.#watches.get(id)?.record ?? noHealthRecord;
  }

  /** Checks once, now. Throws `process_not_found` when nothing runs under this id. */
  async performHealthCheck(id: string): Promise<HealthCheck> {
    const target = this.#options.target(id);
    if (!target) throw new McpmError('process_not_found', `No process runs under the id ${id}.`);
    const startedAt = this.#options.clock.now();
    const { ok, detail, counts } = await this.#probe(target);
    const check: HealthCheck = {
      id,
      runId: target.runId,
      at: new Date().toISOString(),
      ok,
      durationMs: this.#options.clock.now() - startedAt,
      ...(detail === undefined ? {} : { detail }),
    };
    if (counts) this.#count(target, check);
    return check;
  }

  /** Takes in the answer of a child. */
  receive(answer: Answer): void {
    this.#waiting.get(answer.id)?.(answer);
  }

  #schedule(id: string, watch: Watch, delayMs: number): void {
    watch.timer = this.#options.clock.setTimeout(() => void this.#checkAndGoOn(id, watch), delayMs);
  }

  async #checkAndGoOn(id: string, watch: Watch): Promise<void> {
    const target = this.#options.target(id);
    if (target?.runId !== watch.runId) return;
    const { ok } = await this.performHealthCheck(id);
    if (this.#watches.get(id) === watch) this.#schedule(id, watch, nextCheckDelay(ok, target.policy));
  }

  #count(target: HealthTarget, check: HealthCheck): void {
    const watch = this.#watches.get(check.id);
    // The run that was asked may be over, or its end begun, by the time of the answer.
    if (watch?.runId !== check.runId) return;
    watch.record = judge(watch.record, check.ok, target.policy);
    this.#options.onCheck(check, watch.record);
    if (watch.record.health !== 'unhealthy') return;
    const detail = `${target.name} failed ${watch.record.results.filter((ok) => !ok).length} health checks: ${check.detail ?? 'no answer'}.`;
    this.#options.onUnhealthy(check.id, check.runId, reasonFor('process_unhealthy', detail));
  }

  async #probe(target: HealthTarget): Promise<Outcome> {
    if (!target.managed)
      return target.isAlive()
        ? { ok: true, counts: true }
        : { ok: false, counts: false, detail: 'the process is gone' };
    this.#lastProbe += 1;
    const probeId = this.#lastProbe;
    const answered = Promise.withResolvers<void>();
    this.#waiting.set(probeId, () => answered.resolve());
    try {
      // A question that cannot be asked says nothing about the one who would answer.
      if (!target.send({ type: 'health-check', id: probeId }))
        return { ok: false, counts: false, detail: 'the question could not be delivered' };
      return await Promise.race([
        answered.promise.then(() => ({ ok: true, counts: true })),
        this.#timeOut(target.policy.timeoutMs, probeId),
      ]);
    } finally {
      this.#waiting.delete(probeId);
    }
  }

  // Waits in short ticks, so that a stall of this very process shows: then the silence is ours, not the child's.
  async #timeOut(timeoutMs: number, probeId: number): Promise<Outcome> {
    const { clock } = this.#options;
    let worstDelay = 0;
    for (let left = timeoutMs; left > 0 && this.#waiting.has(probeId); left -= TICK_MS) {
      const due = clock.now() + Math.min(TICK_MS, left);
      await new Promise<void>((resolve) => clock.setTimeout(resolve, due - clock.now()));
      worstDelay = Math.max(worstDelay, clock.now() - due);
    }
    if (worstDelay > MAX_OWN_DELAY_MS) return { ok: false, counts: false, detail: 'the supervisor itself was late' };
    return { ok: false, counts: true, detail: `no answer within ${timeoutMs} ms` };
  }
}
