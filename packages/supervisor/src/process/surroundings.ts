// Owns the list of what every process of one supervisor shares.
import type { ProcessEvent } from '@mcpm/domain';
import type { Clock } from '../runtime/clock.ts';
import type { ProcessMeter } from '../effects/measure/process-meter.ts';
import type { PortReservations } from '../effects/ports/port-reservations.ts';
import type { Probe } from '../health/probe.ts';
import type { ProcessHealth } from '../health/process-health.ts';
import type { StartSlots } from './start-slots.ts';
import type { Launcher } from './launcher.ts';

/** What every process of a supervisor shares. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly slots: StartSlots;
  readonly ports: PortReservations;
  readonly launcher: Launcher;
  readonly meter: ProcessMeter;
  readonly health: ProcessHealth;
  /** By the names that specs use. */
  readonly probes: Readonly<Record<string, Probe>>;
  readonly emit: (event: ProcessEvent) => void;
}
