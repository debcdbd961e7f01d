// Owns the list of what this package promises now; every id is cited by the title of a test that holds it.

export interface KeptPromise {
  readonly id: string;
  readonly text: string;
}

export const promises: readonly KeptPromise[] = [
  { id: 'P1', text: 'At most one run of an id is alive at any instant, under any interleaving of commands and exits.' },
  { id: 'P2', text: 'No transition outside the table occurs.' },
  {
    id: 'P3',
    text: 'Every spawned runId ends in exactly one exit event with cause, code, signal, uptime and ready time.',
  },
  { id: 'P4', text: 'A stale callback of an older run never changes the state of a newer one.' },
  {
    id: 'P5',
    text: 'start, stop and restart are safe in every state, start and stop idempotent, and each promise settles.',
  },
  { id: 'P7', text: 'stop during queued or backoff spawns nothing and resolves at once.' },
  { id: 'P8', text: 'At most startSlots children hold a start slot, each for at most 10 s.' },
  { id: 'P9', text: 'A start is successful only by readiness; a start timeout is a failure with cause start-timeout.' },
  {
    id: 'P10',
    text: 'ENOENT, EACCES and EINVAL reach failed after exactly one attempt, with a message naming the file.',
  },
  { id: 'P12', text: 'The delay sequence equals the published formula within jitter for any exit sequence.' },
  { id: 'P13', text: 'The counter resets only after a stable run, never on spawn, never by a manual restart.' },
  { id: 'P15', text: 'A policy whose crash-loop limit cannot be reached is rejected.' },
  { id: 'P16', text: 'failed retries at most once per half-open period and recovers without an operator.' },
  { id: 'P18', text: 'A managed child that stopped answering is restarted.' },
  { id: 'P19', text: 'A process that has never answered a probe is never ended by its health.' },
  { id: 'P21', text: 'A child that flaps is restarted; alternating pass and fail is not hidden.' },
  { id: 'P22', text: 'A stall of the supervisor itself causes no restart.' },
  { id: 'P23', text: 'First probes are spread over the interval.' },
  { id: 'P24', text: 'The steps of the stop ladder occur in order and stop as soon as the child exits.' },
  { id: 'P25', text: 'A child that ignores SIGTERM is killed when its time is over.' },
  { id: 'P26', text: 'After stop, no process of the group remains.' },
  { id: 'P29', text: 'An unkillable child yields stuck, never a second copy, never a hung call.' },
  { id: 'P30', text: 'Port conflicts are detected before the spawn; the reserved port is held across crashes.' },
  { id: 'P34', text: 'exit is told after the last output of its run, and no output is lost.' },
  { id: 'P35', text: 'Messages that are not understood never throw out of the library.' },
  { id: 'P36', text: 'Events per id are ordered by seq with no gaps, and subscribers get a snapshot first.' },
];
