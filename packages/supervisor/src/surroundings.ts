// Owns the list of what every process of one supervisor shares.
import type { ProcessEvent } from '@mcpm/domain';
import type { Clock } from './clock.ts';
import type { PortReservations } from './effects/port-reservations.ts';
import type { SpoolDirectory } from './effects/spool-directory.ts';
import type { ProcessHealth } from './process-health.ts';
import type { StartSlots } from './start-slots.ts';

/** What every process of a supervisor shares. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly slots: StartSlots;
  readonly ports: PortReservations;
  readonly spools: SpoolDirectory;
  readonly health: ProcessHealth;
  readonly emit: (event: ProcessEvent) => void;
}
