// Owns what a bystander knows of one run.
import type { ProcessSpec, Reason } from '@mcpm/domain';

export interface RunFacts {
  readonly runId: number;
  readonly spec: ProcessSpec;
  life: 'spawning' | 'adopting' | 'alive' | 'gone';
  /** The hardest step of the ladder so far. */
  rank: number;
  /** A step reached it while it was alive. */
  heardEnd: boolean;
  garbled: number;
  isReported: boolean;
  told?: Reason;
  wasReady?: boolean;
  isDraining?: boolean;
  /** It exited before anybody was told that it was spawned. */
  owesSpawned?: boolean;
  /** A restart, a start was asked for while it ended. */
  again?: boolean;
  startedAgain?: boolean;
}
