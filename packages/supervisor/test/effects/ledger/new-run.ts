// Owns the run that tests write into a ledger.
import type { NewRun } from '../../../src/effects/ledger/run-ledger.ts';

/** A run of `sh` in a process group. */
export function newRun(changes: Partial<NewRun> & Pick<NewRun, 'marker'>): NewRun {
  return {
    id: 'api',
    runId: 1,
    survive: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    containment: { level: 'group', onSupervisorDeath: 'signal' },
    command: 'sh',
    args: [],
    spools: {},
    ...changes,
  };
}
