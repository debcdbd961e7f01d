// Owns what a health check needs to know of a run.
import type { HealthPolicy, ParentMessage } from '@mcpm/domain';
import type { Probe, ProbeRun } from './probe.ts';

/** A run that can be checked. */
export interface HealthTarget {
  readonly name: string;
  readonly runId: number;
  /** True: it answers `health-check`; false: the probe asks it, and without one being alive is all that can be asked. */
  readonly managed: boolean;
  readonly policy: HealthPolicy;
  readonly isAlive: () => boolean;
  /** False when the message cannot be delivered. */
  readonly send: (message: ParentMessage) => boolean;
  /** The probe its spec names. */
  readonly probe?: Probe | undefined;
  /** What the probe is handed, besides the signal; default: the ids alone. */
  readonly probeRun?: Partial<Pick<ProbeRun, 'pipe' | 'port'>> | undefined;
}
