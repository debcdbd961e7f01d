import { reasonFor } from '@mcpm/domain';
import { describe, expect, test } from 'vitest';
import { publicStatus } from '../../src/decide/public-status.ts';
import { Driver } from './driver.ts';

const unhealthy = {
  type: 'unhealthy',
  reason: reasonFor('process_unhealthy', 'petstore failed 3 health checks.'),
} as const;
const noSuchFile = {
  type: 'spawn-failed',
  reason: reasonFor('process_spawn_failed', 'The file x does not exist.'),
  hopeless: true,
} as const;
const portTaken = {
  type: 'spawn-failed',
  reason: reasonFor('port_in_use', 'Port 1 is in use.'),
  hopeless: false,
} as const;

describe('after a run', () => {
  const ends = {
    'exit 0': (driver: Driver) => driver.becomeReady().exit(0),
    'exit 1': (driver: Driver) => driver.becomeReady().exit(1),
    SIGKILL: (driver: Driver) => driver.becomeReady().exit(null, 0, 'SIGKILL'),
    'exit 65': (driver: Driver) => driver.becomeReady().exit(65),
    'no such file': (driver: Driver) =>
      driver
        .feed({ type: 'start', spec: driver.state.spec })
        .feed({ type: 'slot' })
        .feed(noSuchFile)
        .feed({ type: 'drained' }),
    'port taken': (driver: Driver) =>
      driver
        .feed({ type: 'start', spec: driver.state.spec })
        .feed({ type: 'slot' })
        .feed(portTaken)
        .feed({ type: 'drained' }),
    'start timeout': (driver: Driver) =>
      driver
        .feed({ type: 'start', spec: driver.state.spec })
        .feed({ type: 'slot' })
        .feed({ type: 'timer', timer: 'start' })
        .exit(null, 0, 'SIGTERM'),
    unhealthy: (driver: Driver) => driver.becomeReady().feed(unhealthy).exit(0),
    stop: (driver: Driver) => driver.becomeReady().feed({ type: 'stop', force: false }).exit(0),
    restart: (driver: Driver) => driver.becomeReady().feed({ type: 'restart' }).exit(0),
  };

  test.each([
    ['exit 0', 'crashed', { always: 'backoff', 'on-failure': 'stopped', never: 'stopped' }],
    ['exit 1', 'crashed', { always: 'backoff', 'on-failure': 'backoff', never: 'stopped' }],
    ['SIGKILL', 'crashed', { always: 'backoff', 'on-failure': 'backoff', never: 'stopped' }],
    ['exit 65', 'unrecoverable', { always: 'failed', 'on-failure': 'failed', never: 'failed' }],
    ['no such file', 'spawn-error', { always: 'failed', 'on-failure': 'failed', never: 'failed' }],
    ['port taken', 'spawn-error', { always: 'backoff', 'on-failure': 'backoff', never: 'stopped' }],
    ['start timeout', 'start-timeout', { always: 'backoff', 'on-failure': 'backoff', never: 'stopped' }],
    ['unhealthy', 'unhealthy', { always: 'backoff', 'on-failure': 'backoff', never: 'stopped' }],
    ['stop', 'asked', { always: 'stopped', 'on-failure': 'stopped', never: 'stopped' }],
    ['restart', 'asked', { always: 'queued', 'on-failure': 'queued', never: 'queued' }],
  ] as const)('that ends by %s (cause %s) the policy decides', (end, cause, phases) => {
    for (const mode of ['always', 'on-failure', 'never'] as const) {
      const driver = ends[end](new Driver({ restart: { mode } }));
      expect({ mode, phase: driver.phase }).toEqual({ mode, phase: phases[mode] });
      expect(driver.reports.map((report) => report.cause)).toEqual([cause]);
    }
  });

  test.each([9, 64, 65, 78, 126, 127])('exit code %i gives up at once', (code) => {
    expect(new Driver().becomeReady().exit(code).phase).toBe('failed');
  });

  test('P3: the report carries code, signal, uptime and ready time', () => {
    const driver = new Driver()
      .feed({ type: 'start', spec: new Driver().state.spec })
      .feed({ type: 'slot' })
      .feed({ type: 'spawned' });
    driver.now = 40;
    driver.feed({ type: 'ready' }).exit(null, 1000, 'SIGSEGV');
    expect(driver.reports).toMatchObject([
      { runId: 1, exitCode: null, signal: 'SIGSEGV', uptimeMs: 1040, readyMs: 40 },
    ]);
  });

  test('the reason a managed child told is the reason of its end', () => {
    const reason = { code: 'document_unusable', detail: 'paths is missing.', next: 'Add it.' };
    const driver = new Driver().becomeReady().feed({ type: 'told', reason }).exit(65);
    expect(driver.reports[0]?.reason).toEqual(reason);
    expect(driver.state.reason).toEqual(reason);
  });

  test('a start asked for while it ends wins over a policy that would not', () => {
    const driver = new Driver({ restart: { mode: 'never' } }).becomeReady();
    driver
      .feed({ type: 'exited', code: 0, signal: null })
      .feed({ type: 'start', spec: driver.state.spec })
      .feed({ type: 'drained' });
    expect(driver.phase).toBe('queued');
  });
});

describe('a crash loop', () => {
  const loop = (driver: Driver, times: number) => {
    for (let run = 0; run < times; run += 1) driver.becomeReady().exit(1);
    return driver;
  };

  test('ends in failed at the tenth unstable exit within ten minutes', () => {
    expect(loop(new Driver(), 9).phase).toBe('backoff');
    const driver = loop(new Driver(), 10);
    expect(driver.phase).toBe('failed');
    expect(driver.state.reason).toMatchObject({
      code: 'process_crash_loop',
      detail: expect.stringContaining('exit code 1'),
    });
  });

  test('P13: a run ready for 60 s starts the count anew, one of 59.9 s does not', () => {
    expect(loop(new Driver(), 9).becomeReady().exit(1, 59_900).phase).toBe('failed');
    const driver = loop(new Driver(), 9).becomeReady().exit(1, 60_000);
    expect([driver.phase, driver.armed, driver.state.streak]).toEqual(['backoff', 100, 0]);
  });

  test('P13: a manual restart does not start the count anew', () => {
    const driver = loop(new Driver(), 5).feed({ type: 'restart' }).feed({ type: 'slot' }).feed({ type: 'ready' });
    driver.feed({ type: 'restart' }).exit(0);
    expect(driver.state).toMatchObject({ phase: { name: 'queued' }, streak: 5 });
  });

  test('P16: one try after ten minutes, and failed again when that fails', () => {
    const driver = loop(new Driver(), 10);
    const gaveUpAt = driver.now;
    driver.jitter = 0.5;
    driver.passBackoff().feed({ type: 'slot' }).feed({ type: 'ready' });
    expect([driver.phase, driver.now - gaveUpAt]).toEqual(['ready', 450_000]);
    driver.exit(1, 30_000);
    expect([driver.phase, driver.armed]).toEqual(['failed', 600_000]);
  });

  test('P16: a try that stays up has recovered', () => {
    const driver = loop(new Driver(), 10).passBackoff().feed({ type: 'slot' }).feed({ type: 'ready' }).exit(1, 60_000);
    expect([driver.phase, driver.armed, driver.state.tally]).toEqual(['backoff', 100, []]);
  });

  test('a start forgives it', () => {
    const driver = loop(new Driver(), 10);
    driver.feed({ type: 'start', spec: driver.state.spec });
    expect(driver.state).toMatchObject({ phase: { name: 'queued' }, streak: 0, tally: [] });
  });
});

describe('commands', () => {
  test('P7: stop while queued or in back-off ends without a spawn', () => {
    const queued = new Driver();
    queued.feed({ type: 'start', spec: queued.state.spec }).feed({ type: 'stop', force: false });
    expect([queued.phase, queued.effects]).toEqual(['stopped', [{ type: 'release-slot' }]]);
    const waiting = new Driver().becomeReady().exit(1).feed({ type: 'stop', force: false });
    expect([waiting.phase, waiting.effects]).toEqual(['stopped', [{ type: 'disarm', timer: 'retry' }]]);
  });

  test('a restart while waiting does not wait', () => {
    expect(new Driver().becomeReady().exit(1).feed({ type: 'restart' }).phase).toBe('queued');
  });

  test('P5: a start while it stops leads to another run', () => {
    const driver = new Driver().becomeReady().feed({ type: 'stop', force: false });
    driver.feed({ type: 'start', spec: driver.state.spec }).feed({ type: 'start', spec: driver.state.spec }).exit(0);
    expect(driver.phase).toBe('queued');
  });

  test('a process without the managed protocol is ready after one second', () => {
    const driver = new Driver({ managed: false });
    driver.feed({ type: 'start', spec: driver.state.spec }).feed({ type: 'slot' }).feed({ type: 'spawned' });
    expect(driver.effects).toEqual([{ type: 'arm', timer: 'settle', delayMs: 1000 }]);
    expect(driver.feed({ type: 'timer', timer: 'settle' }).phase).toBe('ready');
  });

  test('P4: what an older run still says changes nothing', () => {
    const driver = new Driver().becomeReady().exit(1).becomeReady();
    const before = driver.state;
    driver.feed({ type: 'exited', runId: 1, code: 1, signal: null });
    driver
      .feed({ type: 'timer', timer: 'ladder', runId: 1 })
      .feed({ type: 'ready', runId: 1 })
      .feed({ ...unhealthy, runId: 1 });
    expect(driver.state).toBe(before);
  });

  test('P2: a pair outside the table changes nothing and says so', () => {
    const driver = new Driver();
    driver.feed({ type: 'slot' });
    expect([driver.phase, driver.effects]).toEqual([
      'stopped',
      [{ type: 'undefined', phase: 'stopped', event: 'slot' }],
    ]);
  });

  test('ready is shown as running, draining as stopping', () => {
    const driver = new Driver().becomeReady();
    expect(publicStatus(driver.state)).toBe('running');
    expect(publicStatus(driver.feed({ type: 'exited', code: 1, signal: null }).state)).toBe('stopping');
  });
});
