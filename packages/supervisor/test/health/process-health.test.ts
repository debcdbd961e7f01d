import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { ProcessHealth } from '../../src/health/process-health.ts';
import { managed, Supervision } from '../supervision.ts';
import { Ward } from './ward.ts';

describe('health checks', () => {
  test('P23: begin at a random moment of the interval and come once in each', async () => {
    const ward = new Ward(0.5);
    ward.health.startHealthCheck('petstore');
    await ward.pass(80_000);
    expect(ward.asked).toEqual([15_000, 45_000, 75_000]);
    expect(ward.record?.health).toBe('healthy');
    ward.health.stopHealthCheck('petstore');
    await ward.pass(60_000);
    expect(ward.asked).toHaveLength(3);
  });

  test('P18: find a child that stopped answering within 55 s', async () => {
    const ward = new Ward();
    ward.health.startHealthCheck('petstore');
    await ward.pass(250);
    ward.answers = false;
    await ward.pass(55_000);
    expect(ward.unhealthy).toMatchObject([
      { code: 'process_unhealthy', detail: 'petstore failed 3 health checks: no answer within 5000 ms.' },
    ]);
    ward.health.stopHealthCheck('petstore');
  });

  test.each([
    [2500, 0],
    [4900, 0],
    [5100, 1],
  ])('P18: a child that takes %i ms for each answer is found unhealthy %i times', async (answers, times) => {
    const ward = new Ward();
    ward.health.startHealthCheck('petstore');
    await ward.pass(1000);
    ward.answers = answers;
    await ward.pass(60_000);
    ward.health.stopHealthCheck('petstore');
    expect(Math.min(1, ward.unhealthy.length)).toBe(times);
  });

  test('P23: the first checks of 300 children are spread over the interval, at most one in twenty in the same second', () => {
    for (const random of [0, 0.123, 0.5, 0.999]) {
      const delays: number[] = [];
      const clock = {
        now: () => 0,
        setTimeout: (_: () => void, delay: number) => delays.push(delay),
        clearTimeout() {},
      };
      const { target } = new Ward();
      const health = new ProcessHealth({
        clock,
        random: () => random,
        target: () => target,
        onCheck() {},
        onUnhealthy() {},
      });
      for (let child = 0; child < 300; child += 1) health.startHealthCheck(`child-${child}`);
      const inSecond = Array.from({ length: 30 }, (_, second) =>
        delays.filter((ms) => Math.floor(ms / 1000) === second),
      );
      expect(delays).toHaveLength(300);
      expect(Math.max(...inSecond.map(({ length }) => length))).toBeLessThanOrEqual(15);
    }
  });

  test('P19: say nothing of a child that never answered', async () => {
    const ward = new Ward();
    ward.answers = false;
    ward.health.startHealthCheck('petstore');
    await ward.pass(200_000);
    expect(ward.asked.length).toBeGreaterThan(10);
    expect(ward.unhealthy).toEqual([]);
    ward.health.stopHealthCheck('petstore');
  });

  test('P22: do not count while the supervisor itself was late', async () => {
    const ward = new Ward();
    ward.health.startHealthCheck('petstore');
    for (let stall = 1; stall <= 5; stall += 1) {
      ward.answers = false;
      const asked = ward.asked.length;
      while (ward.asked.length === asked) await ward.pass(250);
      // Ten seconds in which neither a timer nor an answer got its turn.
      ward.clock.advance(10_000);
      await ward.turn();
      ward.answers = true;
      await ward.pass(40_000);
    }
    expect(ward.checks.length).toBeGreaterThanOrEqual(5);
    expect(ward.checks.every(({ ok }) => ok)).toBe(true);
    ward.health.stopHealthCheck('petstore');
  });

  test('of nothing that runs reject with process_not_found', async () => {
    await using supervision = new Supervision();
    await expect(supervision.manager.health.performHealthCheck('nobody')).rejects.toMatchObject({
      code: 'process_not_found',
    });
  });
});

describe('the health of a real child', () => {
  test('is known after its first answer', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('answers-health', { health: { intervalMs: 100 } }));
    await eventually(() =>
      expect(supervision.manager.getProcessInfo('answers-health')).toMatchObject({
        health: 'healthy',
        lastHealthCheck: expect.any(String),
        connections: 2,
      }),
    );
    expect(supervision.of('health')[0]?.check).toMatchObject({ ok: true, runId: 1 });
  });

  test('P18: restarts one that stopped answering, with the cause unhealthy', async () => {
    await using supervision = new Supervision();
    const health = { intervalMs: 50, timeoutMs: 100, failures: 3 };
    const timeouts = { termAfterMs: 50, killAfterMs: 100 };
    await supervision.manager.startProcess(
      managed('stops-answering-health', { health, timeouts, restart: { initialDelayMs: 20 } }),
    );
    await eventually(() =>
      expect(supervision.manager.getProcessInfo('stops-answering-health')).toMatchObject({
        runId: 2,
        status: 'running',
      }),
    );
    expect(supervision.of('exit')[0]?.report).toMatchObject({
      cause: 'unhealthy',
      reason: { code: 'process_unhealthy' },
    });
  });

  test('of a command without the managed protocol is that it is alive', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess({ id: 'cat', command: 'cat', health: { intervalMs: 50 } });
    expect(await supervision.manager.health.performHealthCheck('cat')).toMatchObject({ ok: true, id: 'cat' });
    expect(supervision.manager.getProcessInfo('cat')?.health).toBe('healthy');
  });
});
