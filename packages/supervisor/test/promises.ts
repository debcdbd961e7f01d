// Owns the list of what this package promises now; every id is cited by the title of a test that holds it.
// P39 (a helper's want of memory is told apart) needs cgroup v2 with its memory controller.
// P20 (discover or ping by era, an error is an answer) is the probe's, in @mcpm/gateway.
// What other work of a machine distorts is judged by itself: how late the loop is (P11) by `pnpm chaos`, what measuring costs (P37) by the benchmark.

export interface KeptPromise {
  readonly id: string;
  readonly text: string;
}

export const promises: readonly KeptPromise[] = [
  {
    id: 'P1',
    text: 'At most one run of an id is alive at any instant, under any interleaving of commands, exits and restarts of the supervisor.',
  },
  { id: 'P2', text: 'No transition outside the table occurs, and the walk that shows it notices every spoilt cell.' },
  {
    id: 'P3',
    text: 'Every spawned runId ends in exactly one exit event with cause, code, signal, uptime and ready time.',
  },
  { id: 'P4', text: 'A stale callback of an older run never changes the state of a newer one.' },
  {
    id: 'P5',
    text: 'start, stop and restart are safe in every state, start and stop idempotent, and each promise settles.',
  },
  { id: 'P6', text: 'No signal is sent to a pid whose start ticks or boot differ from the recorded ones.' },
  { id: 'P7', text: 'stop during queued or backoff spawns nothing and resolves at once.' },
  { id: 'P8', text: 'At most startSlots children hold a start slot, each for at most 10 s.' },
  {
    id: 'P9',
    text: 'A start is successful only by readiness, also by a probe; a start timeout is a failure with cause start-timeout.',
  },
  {
    id: 'P10',
    text: 'What can never be spawned reaches failed after exactly one attempt, with a message naming the file; what the system lacks for the moment does not.',
  },
  { id: 'P11', text: 'Many servers that start together hold up neither the loop nor the start slots.' },
  { id: 'P12', text: 'The delay sequence equals the published formula within jitter for any exit sequence.' },
  {
    id: 'P13',
    text: 'The counter resets only after a stable run, never on spawn, never by a manual restart or a limit.',
  },
  { id: 'P14', text: 'Sustained restarts never exceed one a minute per id, nor the budget of the supervisor.' },
  { id: 'P15', text: 'A policy whose crash-loop limit cannot be reached is rejected.' },
  {
    id: 'P16',
    text: 'failed retries at most once per half-open period, or on demand, and recovers without an operator.',
  },
  { id: 'P17', text: 'Jumps of the wall clock change no timer.' },
  {
    id: 'P18',
    text: 'A child that is stopped, in a busy loop or deadlocked is restarted; one that blocks for 2.5 s is not.',
  },
  { id: 'P19', text: 'A process that has never answered a probe is never ended by its health.' },
  { id: 'P21', text: 'A child that flaps is restarted; alternating pass and fail is not hidden.' },
  { id: 'P22', text: 'A stall of the supervisor itself causes no restart.' },
  { id: 'P23', text: 'First checks are spread over the interval.' },
  { id: 'P24', text: 'The steps of the stop ladder occur in order and stop as soon as the child exits.' },
  {
    id: 'P25',
    text: 'A child that ignores SIGTERM is killed when its time is over; a suspended one still hears TERM.',
  },
  {
    id: 'P26',
    text: 'After a stop or a crash nothing the run started is left, found by group, ancestry and marker; a cgroup or a namespace holds the rest.',
  },
  {
    id: 'P27',
    text: 'The containment a run has is told, with why it is not more; one that was asked for and is missing is an error.',
  },
  {
    id: 'P28',
    text: 'Kill -9 of the supervisor leaves nothing within 6 s; what is to survive goes on and is adopted.',
  },
  { id: 'P29', text: 'An unkillable child yields stuck, never a second copy, never a hung call.' },
  { id: 'P30', text: 'Port conflicts are detected before the spawn; the reserved port is held across crashes.' },
  { id: 'P31', text: 'Restarts and crashes under load refuse no connection.' },
  { id: 'P32', text: 'Every byte a child wrote is told after SIGKILL, exit and throw.' },
  {
    id: 'P33',
    text: 'A flood that nobody reads blocks no health answer and grows the supervisor by less than 10 MB; what is cut is counted and told.',
  },
  {
    id: 'P34',
    text: 'exit is told after the last output of its run; what cannot be read within two seconds is counted as lost.',
  },
  { id: 'P35', text: 'Whatever a child does to its channel throws nothing and loses nothing that arrived.' },
  {
    id: 'P36',
    text: 'Events per id are ordered by seq with no gaps, a snapshot first; a slow reader is told how many were dropped.',
  },
  {
    id: 'P37',
    text: 'Measuring 300 children takes one descriptor each and one look in ten seconds, thirty at a time, costs less than 0.5 % of a core, and never tells the figures of a reused pid.',
  },
  { id: 'P38', text: 'Crashes without end leave neither memory nor descriptors nor timers behind.' },
  { id: 'P40', text: 'Children of one program draw random values of their own; no prebuilt image is shipped.' },
  {
    id: 'M17',
    text: 'One failed check changes nothing; a process that flaps is told of once, and once when that is over; checks and verdicts are kept.',
  },
];
