// Owns the health checks of one run on a clock that is told when to move; `answers` decides what the child does.
import { HealthPolicy, type HealthCheck, type HealthVerdict, type ParentMessage, type Reason } from '@mcpm/domain';
import { FakeClock } from '@mcpm/test-kit';
import type { HealthRecord } from '../../src/decide/health-verdict.ts';
import { ProcessHealth, type HealthTarget } from '../../src/health/process-health.ts';

export class Ward {
  readonly clock = new FakeClock();
  readonly checks: HealthCheck[] = [];
  readonly verdicts: HealthVerdict[] = [];
  readonly unhealthy: Reason[] = [];
  readonly asked: number[] = [];
  record: HealthRecord | undefined;
  /** Whether, or after how many milliseconds, the child answers. */
  answers: boolean | number = true;
  /** Whether it answers the next questions; after that `answers` says. */
  script: boolean[] = [];
  readonly health: ProcessHealth;
  readonly target: HealthTarget;

  constructor(random = 0, changes: Partial<HealthTarget> = {}) {
    this.target = {
      name: 'petstore',
      runId: 1,
      managed: true,
      policy: HealthPolicy.parse({}),
      isAlive: () => true,
      send: (message) => this.#send(message),
      ...changes,
    };
    this.health = new ProcessHealth({
      clock: this.clock,
      random: () => random,
      target: () => this.target,
      onCheck: (check, record) => {
        this.checks.push(check);
        this.record = record;
      },
      onVerdict: (verdict) => this.verdicts.push(verdict),
      onUnhealthy: (_id, _runId, reason) => this.unhealthy.push(reason),
    });
  }

  /** Lets time pass in steps of 50 ms, so that what waits for a timer gets its turn in between. */
  async pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 50) {
      this.clock.advance(Math.min(50, left));
      await this.turn();
    }
  }

  /** Everything that waits for nothing but its turn is done. */
  async turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  #send(message: ParentMessage): boolean {
    if (message.type !== 'health-check') return false;
    this.asked.push(this.clock.now());
    const answers = this.script.shift() ?? this.answers;
    if (answers === false) return true;
    const answer = { type: 'health', id: message.id, eventLoopDelayMs: 0, connections: 0 } as const;
    if (answers === true) this.health.receive(answer);
    else this.clock.setTimeout(() => this.health.receive(answer), answers);
    return true;
  }
}
