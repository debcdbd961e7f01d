import { describe, expect, test } from 'vitest';
import { startTimeoutFor } from '../../src/decide/start-timeout.ts';
import { Driver } from './driver.ts';

describe('the time a start may take', () => {
  test.each([
    ['node', ['main.js'], 30_000],
    ['npx', ['-y', 'some-server'], 120_000],
    ['/usr/local/bin/npx', ['some-server'], 120_000],
    ['C:\\node\\npx.cmd', ['some-server'], 120_000],
    ['uvx', ['some-server'], 120_000],
    ['bunx', ['some-server'], 120_000],
    ['pnpm', ['dlx', 'some-server'], 120_000],
    ['pnpm', ['start'], 30_000],
    ['npm', ['--yes', 'exec', 'some-server'], 120_000],
    ['uv', ['run', 'server.py'], 120_000],
    ['docker', ['run', '-i', 'mcp/fetch'], 120_000],
    ['node', ['/usr/lib/node_modules/npm/bin/npx-cli.js', 'some-server'], 120_000],
    ['my-npx', [], 30_000],
  ])('%s %j is by default %i ms', (command, args, expected) => {
    expect(startTimeoutFor({ command, args })).toBe(expected);
  });

  test('is what its caller chose, launcher or not', () => {
    expect(startTimeoutFor({ command: 'npx', args: ['x'], timeouts: { startMs: 5000 } })).toBe(5000);
  });
});

describe('a start', () => {
  const starting = (changes = {}) => {
    const driver = new Driver(changes);
    return driver.feed({ type: 'start', spec: driver.state.spec }).feed({ type: 'slot' });
  };
  const timeout = { type: 'timer', timer: 'start' } as const;

  test('P9: that is not ready in time is a failure with the cause start-timeout', () => {
    const driver = starting().feed({ type: 'spawned' });
    driver.now = 30_000;
    driver.feed(timeout);
    expect([driver.phase, driver.state.run?.verdict?.cause]).toEqual(['stopping', 'start-timeout']);
  });

  test('P22: gets one second more, once, when it is the supervisor that is late', () => {
    const driver = starting().feed({ type: 'spawned' });
    driver.now = 40_000;
    driver.feed(timeout);
    expect([driver.phase, driver.armed]).toEqual(['starting', 1000]);
    const missed = driver.state;
    expect(driver.feed({ type: 'ready' }).phase).toBe('ready');
    driver.state = missed;
    driver.now = 41_000;
    expect(driver.feed(timeout).phase).toBe('stopping');
  });

  test('P9: of a process with a probe waits for the probe, not for a second to pass', () => {
    const driver = starting({ managed: false, probe: 'mcp' }).feed({ type: 'spawned' });
    expect(driver.effects).toEqual([{ type: 'ask-ready', runId: 1 }]);
    expect(driver.feed({ type: 'ready' }).effects).toContainEqual({ type: 'unwatch' });
    expect(driver.effects.at(-1)).toEqual({ type: 'watch' });
  });

  test('P34: a run whose output cannot be read to its end is told of all the same', () => {
    const driver = starting().feed({ type: 'exited', code: 1, signal: null });
    expect(driver.armed).toBe(8000);
    driver.feed({ type: 'timer', timer: 'drain' });
    expect([driver.phase, driver.reports.length]).toEqual(['backoff', 1]);
    expect(driver.feed({ type: 'drained', runId: 1 }).effects).toEqual([]);
  });
});
