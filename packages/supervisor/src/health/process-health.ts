// Owns health checks: when each is made, what it adds up to, and what is told of it.
import { McpmError, reasonFor, type HealthCheck, type HealthVerdict, type Reason } from '@mcpm/domain';
import type { Clock } from '../runtime/clock.ts';
import {
  judge,
  nextCheckDelay,
  noHealthRecord,
  readyHealthRecord,
  type HealthRecord,
} from '../decide/health-verdict.ts';
import { CheckHistory } from './check-history.ts';
import type { HealthTarget } from './health-target.ts';
import { Questions, type HealthAnswer } from './questions.ts';
import { Readiness } from './readiness.ts';

export type { HealthTarget } from './health-target.ts';

/** What the checks need, and whom they tell. */
export interface ProcessHealthOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** The live run of a process. */
  readonly target: (id: string) => HealthTarget | undefined;
  /** A check counted; `record` is what all of this run's checks add up to. */
  readonly onCheck: (check: HealthCheck, record: HealthRecord) => void;
  /** What the checks of a run add up to has changed; comes after its check. */
  readonly onVerdict?: (verdict: HealthVerdict) => void;
  /** The run is unhealthy. */
  readonly onUnhealthy: (id: string, runId: number, reason: Reason) => void;
}

interface Watch {
  readonly runId: number;
  timer: unknown;
  record: HealthRecord;
}

/** Part of the interval between the first checks of two processes that begin together: the golden section spreads any number of them evenly. */
const PHASE_STEP = (Math.sqrt(5) - 1) / 2;

/** Longest time a timer of the machine can wait, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** The health checks of one supervisor's processes. */
export class ProcessHealth {
  readonly #options: ProcessHealthOptions;
  readonly #questions: Questions;
  readonly #history = new CheckHistory();
  readonly #watches = new Map<string, Watch>();
  readonly #readiness = new Map<string, Readiness>();
  #phase: number | undefined;

  constructor(options: ProcessHealthOptions) {
    this.#options = options;
    this.#questions = new Questions(options.clock);
  }

  /** Checks the live run of a process again and again, first at a random moment of its interval, until told to stop. */
  startHealthCheck(id: string): void {
    this.stopHealthCheck(id);
    const target = this.#options.target(id);
    if (!target) return;
    const watch: Watch = { runId: target.runId, timer: undefined, record: readyHealthRecord };
    this.#watches.set(id, watch);
    this.#schedule(id, watch, this.#nextPhase() * target.policy.intervalMs);
  }

  /** Ends the checks of a process, and the asking for its readiness. */
  stopHealthCheck(id: string): void {
    this.#options.clock.clearTimeout(this.#watches.get(id)?.timer);
    this.#watches.delete(id);
    this.#readiness.get(id)?.stop();
    this.#readiness.delete(id);
  }

  /** Asks the probe of a run that starts until it says ready, and calls `ready` then, once; until told to stop. */
  awaitReady(id: string, target: HealthTarget, ready: () => void): void {
    this.stopHealthCheck(id);
    const readiness = new Readiness(this.#options.clock);
    this.#readiness.set(id, readiness);
    void readiness.ask(id, target, ready);
  }

  /** What the checks of the live run add up to. */
  recordOf(id: string): HealthRecord {
    return this.#watches.get(id)?.record ?? noHealthRecord;
  }

  /** The last 50 counted checks of a process, over all its runs, oldest first. */
  historyOf(id: string): readonly HealthCheck[] {
    return this.#history.checksOf(id);
  }

  /** The last 50 verdicts on a process, over all its runs, oldest first. */
  verdictsOf(id: string): readonly HealthVerdict[] {
    return this.#history.verdictsOf(id);
  }

  /** Ends the checks of a process and forgets its past. */
  forget(id: string): void {
    this.stopHealthCheck(id);
    this.#history.forget(id);
  }

  /** Checks once, now, by the same question and within the same time as the checks that run by themselves. Throws `process_not_found` when nothing runs under this id. */
  async performHealthCheck(id: string): Promise<HealthCheck> {
    const target = this.#options.target(id);
    if (!target) throw new McpmError('process_not_found', `No process runs under the id ${id}.`);
    const startedAt = this.#options.clock.now();
    const { ok, detail, counts } = await this.#questions.ask(id, target);
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

  /** Takes in the answer of a managed child. */
  receive(answer: HealthAnswer): void {
    this.#questions.receive(answer);
  }

  // Random to begin with, then evenly spread: chance alone would let many fall into the same second.
  #nextPhase(): number {
    this.#phase = this.#phase === undefined ? this.#options.random() : (this.#phase + PHASE_STEP) % 1;
    return this.#phase;
  }

  #schedule(id: string, watch: Watch, delayMs: number): void {
    const { clock } = this.#options;
    watch.timer = clock.setTimeout(() => void this.#checkAndGoOn(id, watch), Math.min(delayMs, LONGEST_MS));
  }

  async #checkAndGoOn(id: string, watch: Watch): Promise<void> {
    const target = this.#options.target(id);
    if (target?.runId !== watch.runId) return;
    const { ok } = await this.performHealthCheck(id);
    if (this.#watches.get(id) !== watch) return;
    this.#schedule(id, watch, nextCheckDelay(ok && watch.record.verdict === 'healthy', target.policy));
  }

  #count(target: HealthTarget, check: HealthCheck): void {
    const watch = this.#watches.get(check.id);
    // The run that was asked may be over, or its end begun, by the time of the answer.
    if (watch?.runId !== check.runId) return;
    const before = watch.record;
    const record = judge(before, check.ok, target.policy);
    watch.record = record;
    this.#history.addCheck(check);
    this.#options.onCheck(check, record);
    if (record.verdict !== undefined && record.verdict !== before.verdict) this.#tell(check, record.verdict);
    if (record.health !== 'unhealthy') return;
    this.#options.onUnhealthy(check.id, check.runId, reasonFor('process_unhealthy', describe(target, record, check)));
  }

  #tell({ id, runId, at, detail }: HealthCheck, verdict: HealthVerdict['verdict']): void {
    const told: HealthVerdict = { id, runId, at, verdict, ...(detail === undefined ? {} : { detail }) };
    this.#history.addVerdict(told);
    this.#options.onVerdict?.(told);
  }
}

function describe(target: HealthTarget, { results }: HealthRecord, check: HealthCheck): string {
  const failed = results.filter((ok) => !ok).length;
  return `${target.name} failed ${failed} health checks: ${check.detail ?? 'no answer'}.`;
}
