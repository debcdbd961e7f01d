import { describe, expect, test } from 'vitest';
import { Driver } from './driver.ts';

const ladderTimer = { type: 'timer', timer: 'ladder' } as const;

describe('the stop ladder', () => {
  test('P24: asks at once, urges after 2 s, kills after 10 s', () => {
    const driver = new Driver().becomeReady().feed({ type: 'stop', force: false });
    expect(driver.effects).toEqual([
      { type: 'unwatch' },
      { type: 'end', step: 'eof' },
      { type: 'arm', timer: 'ladder', delayMs: 2000 },
    ]);
    expect(driver.feed(ladderTimer).effects).toEqual([
      { type: 'end', step: 'term' },
      { type: 'arm', timer: 'ladder', delayMs: 8000 },
    ]);
    expect(driver.feed(ladderTimer).effects).toEqual([
      { type: 'end', step: 'kill' },
      { type: 'arm', timer: 'ladder', delayMs: 5000 },
    ]);
  });

  test('P24: stops as soon as the child exits', () => {
    const driver = new Driver()
      .becomeReady()
      .feed({ type: 'stop', force: false })
      .feed({ type: 'exited', code: 0, signal: null });
    expect(driver.effects).toEqual([
      { type: 'disarm', timer: 'ladder' },
      { type: 'arm', timer: 'drain', delayMs: 8000 },
      { type: 'drain', runId: 1 },
    ]);
  });

  test('a forced stop kills at once, also when a polite one is under way', () => {
    const driver = new Driver().becomeReady().feed({ type: 'stop', force: true });
    expect(driver.effects).toContainEqual({ type: 'end', step: 'kill' });
    const polite = new Driver().becomeReady().feed({ type: 'stop', force: false }).feed({ type: 'stop', force: true });
    expect(polite.effects).toContainEqual({ type: 'end', step: 'kill' });
    expect(polite.feed({ type: 'stop', force: true }).effects).toEqual([]);
  });

  test('P29: a child that outlives KILL is stuck, is killed again every 5 s, and has no second copy', () => {
    const driver = new Driver()
      .becomeReady()
      .feed({ type: 'restart' })
      .feed(ladderTimer)
      .feed(ladderTimer)
      .feed(ladderTimer);
    expect([driver.phase, driver.state.reason?.code]).toEqual(['stuck', 'process_stuck']);
    driver.feed({ type: 'start', spec: driver.state.spec });
    expect([driver.phase, driver.effects]).toEqual(['stuck', []]);
    expect(driver.feed(ladderTimer).effects).toEqual([
      { type: 'end', step: 'kill' },
      { type: 'arm', timer: 'ladder', delayMs: 5000 },
    ]);
    expect(driver.exit(null, 0, 'SIGKILL').phase).toBe('queued');
  });

  test('an end that overtakes the spawn is done again once there is a child', () => {
    const driver = new Driver();
    driver
      .feed({ type: 'start', spec: driver.state.spec })
      .feed({ type: 'slot' })
      .feed({ type: 'stop', force: true })
      .feed({ type: 'spawned' });
    expect(driver.effects).toEqual([{ type: 'end', step: 'kill' }]);
  });
});
