// Owns the grid: each restart policy × each cause of an end × each state it meets, with what must follow, written down by hand.
import { reasonFor } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { Driver } from './driver.ts';

const modes = ['always', 'on-failure', 'never'] as const;
const reason = reasonFor('process_exited', 'It was said.');

/** How a run comes to its end, from `ready` unless it says otherwise. */
const ends: Readonly<Record<string, (driver: Driver) => Driver>> = {
  'exit 0': (driver) => up(driver).feed({ type: 'exited', code: 0, signal: null }),
  'exit 1': (driver) => up(driver).feed({ type: 'exited', code: 1, signal: null }),
  SIGSEGV: (driver) => up(driver).feed({ type: 'exited', code: null, signal: 'SIGSEGV' }),
  'out of memory': (driver) => up(driver).feed({ type: 'exited', code: null, signal: 'SIGKILL', oomKilled: true }),
  'exit 127': (driver) => up(driver).feed({ type: 'exited', code: 127, signal: null }),
  'exit 42': (driver) => up(driver).feed({ type: 'exited', code: 42, signal: null }),
  unhealthy: (driver) => killed(up(driver).feed({ type: 'unhealthy', reason })),
  'over limit': (driver) => killed(up(driver).feed({ type: 'over-limit', reason })),
  'too old': (driver) => killed(up(driver).feed({ type: 'timer', timer: 'age' })),
  'start timeout': (driver) => killed(begun(driver).feed({ type: 'timer', timer: 'start' })),
  'spawn error': (driver) => begun(driver).feed({ type: 'spawn-failed', reason, hopeless: false }),
  'no such file': (driver) => begun(driver).feed({ type: 'spawn-failed', reason, hopeless: true }),
  'nothing to adopt': (driver) =>
    driver.feed({ type: 'adopt', runId: 7, spec: driver.state.spec }).feed({ type: 'adopt-failed' }),
};

/** What a person does before the end is decided. */
const meanwhile: Readonly<Record<string, (driver: Driver) => Driver>> = {
  nothing: (driver) => driver,
  stop: (driver) => driver.feed({ type: 'stop', force: false }),
  start: (driver) => driver.feed({ type: 'start', spec: driver.state.spec }),
  restart: (driver) => driver.feed({ type: 'restart' }),
  'stop and start': (driver) =>
    driver.feed({ type: 'stop', force: false }).feed({ type: 'start', spec: driver.state.spec }),
};

/** What must follow when nobody said anything: for `always`, `on-failure`, `never`. */
const alone: Readonly<Record<string, readonly [string, string, string]>> = {
  'exit 0': ['backoff', 'stopped', 'stopped'],
  'exit 1': ['backoff', 'backoff', 'stopped'],
  SIGSEGV: ['backoff', 'backoff', 'stopped'],
  'out of memory': ['backoff', 'backoff', 'stopped'],
  'exit 127': ['failed', 'failed', 'failed'],
  'exit 42': ['failed', 'failed', 'failed'],
  unhealthy: ['backoff', 'backoff', 'stopped'],
  'over limit': ['backoff', 'backoff', 'stopped'],
  'too old': ['backoff', 'backoff', 'stopped'],
  'start timeout': ['backoff', 'backoff', 'stopped'],
  'spawn error': ['backoff', 'backoff', 'stopped'],
  'no such file': ['failed', 'failed', 'failed'],
  'nothing to adopt': ['queued', 'queued', 'queued'],
};

const causes: Readonly<Record<string, string>> = {
  'exit 0': 'crashed',
  'exit 1': 'crashed',
  SIGSEGV: 'crashed',
  'out of memory': 'limit',
  'exit 127': 'unrecoverable',
  'exit 42': 'unrecoverable',
  unhealthy: 'unhealthy',
  'over limit': 'limit',
  'too old': 'limit',
  'start timeout': 'start-timeout',
  'spawn error': 'spawn-error',
  'no such file': 'spawn-error',
  'nothing to adopt': 'crashed',
};

/** What a streak of unstable runs before makes of a back-off. */
const streaks = { fresh: 0, 'one before the limit': 2 } as const;

function begun(driver: Driver): Driver {
  return driver.feed({ type: 'start', spec: driver.state.spec }).feed({ type: 'slot' });
}

function up(driver: Driver): Driver {
  return begun(driver).feed({ type: 'spawned' }).feed({ type: 'ready' });
}

function killed(driver: Driver): Driver {
  return driver.feed({ type: 'exited', code: null, signal: 'SIGTERM' });
}

function expected(end: string, mode: number, { said, streak }: { said: string; streak: number }): string {
  if (said === 'stop') return 'stopped';
  if (said === 'restart') return 'queued';
  const phase = alone[end]![mode]!;
  const isStarted = said === 'start' || said === 'stop and start';
  if (phase === 'stopped' && isStarted) return 'queued';
  return phase === 'backoff' && streak === 2 ? 'failed' : phase;
}

test('P2: each policy, cause and state leads to what is written down', () => {
  const wrong: string[] = [];
  let cells = 0;
  for (const [mode, name] of modes.entries())
    for (const end of Object.keys(ends))
      for (const said of Object.keys(meanwhile))
        for (const [before, streak] of Object.entries(streaks)) {
          const limits = { ageMs: 90_000, memoryHard: 512 * 1024 ** 2 };
          const driver = new Driver({ restart: { mode: name, maxRetries: 3 }, limits, unrecoverableExits: [42] });
          driver.state = { ...driver.state, streak, tally: Array.from({ length: streak }, () => 0) };
          meanwhile[said]!(ends[end]!(driver)).feed({ type: 'drained' });
          const seen = `${driver.phase}, ${driver.reports.map(({ cause }) => cause).join()}`;
          const right = `${expected(end, mode, { said, streak })}, ${causes[end]}`;
          if (seen !== right) wrong.push(`${name} × ${end} × ${said} × ${before}: ${seen} instead of ${right}`);
          cells += 1;
        }
  expect(wrong).toEqual([]);
  expect(cells).toBe(3 * 13 * 5 * 2);
});
