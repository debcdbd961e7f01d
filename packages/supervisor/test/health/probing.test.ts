import { describe, expect, test } from 'vitest';
import { NotAsked, type Probe, type ProbeRun } from '../../src/health/probe.ts';
import { Ward } from './ward.ts';

/** A ward whose child is asked by this probe. */
const warded = (probe: Probe) => new Ward(0, { managed: false, probe, probeRun: { port: 4711 } });
const never = new Promise<void>(() => undefined);

describe('a probe', () => {
  test('is handed the run, and its answer counts, whatever it says', async () => {
    const runs: ProbeRun[] = [];
    const ward = warded({ check: async (run) => void runs.push(run) });
    ward.health.startHealthCheck('petstore');
    await ward.pass(1000);
    expect(ward.checks).toMatchObject([{ ok: true, runId: 1 }]);
    expect(runs).toMatchObject([{ id: 'petstore', runId: 1, port: 4711, pipe: undefined }]);
    expect(runs[0]?.signal.aborted).toBe(true);
    ward.health.stopHealthCheck('petstore');
  });

  test('P18: that does not answer in time is given up, and after three failures the process is unhealthy', async () => {
    let silent = false;
    const aborted: boolean[] = [];
    const ward = warded({
      check: (run) => {
        if (!silent) return Promise.resolve();
        run.signal.addEventListener('abort', () => aborted.push(true));
        return never;
      },
    });
    ward.health.startHealthCheck('petstore');
    await ward.pass(1000);
    silent = true;
    await ward.pass(54_500);
    expect(ward.unhealthy).toMatchObject([{ detail: 'petstore failed 3 health checks: no answer within 5000 ms.' }]);
    expect(aborted).toEqual([true, true, true]);
    ward.health.stopHealthCheck('petstore');
  });

  test('that is refused is a failure with its message', async () => {
    const ward = warded({ check: () => Promise.reject(new Error('connect ECONNREFUSED')) });
    expect(await ward.health.performHealthCheck('petstore')).toMatchObject({
      ok: false,
      detail: 'connect ECONNREFUSED',
    });
  });

  test('that could not ask says nothing of the process', async () => {
    let asks = true;
    const ward = warded({
      check: () => (asks ? Promise.resolve() : Promise.reject(new NotAsked('no free connection'))),
    });
    ward.health.startHealthCheck('petstore');
    await ward.pass(1000);
    asks = false;
    await ward.pass(200_000);
    expect(ward.unhealthy).toEqual([]);
    expect(ward.checks).toHaveLength(1);
    ward.health.stopHealthCheck('petstore');
  });
});

describe('readiness', () => {
  test('P9: is asked for again until the probe answers, and told once', async () => {
    let asked = 0;
    let told = 0;
    const ward = warded({
      ready: () => ((asked += 1) < 4 ? Promise.reject(new Error('not yet')) : Promise.resolve()),
      check: () => Promise.resolve(),
    });
    ward.health.awaitReady('petstore', ward.target, () => (told += 1));
    await ward.pass(10_000);
    expect([asked, told, ward.clock.pending]).toEqual([4, 1, 0]);
  });

  test('is the first answer to a check where a probe knows no other way', async () => {
    let told = 0;
    const ward = warded({ check: () => Promise.resolve() });
    ward.health.awaitReady('petstore', ward.target, () => (told += 1));
    await ward.turn();
    expect(told).toBe(1);
  });

  test('is not asked for any more when the start is over', async () => {
    let told = 0;
    let aborted = false;
    const answer = Promise.withResolvers<void>();
    const ward = warded({
      ready: (run) => {
        run.signal.addEventListener('abort', () => (aborted = true));
        return answer.promise;
      },
      check: () => Promise.resolve(),
    });
    ward.health.awaitReady('petstore', ward.target, () => (told += 1));
    await ward.pass(60_000);
    expect(aborted).toBe(false);
    ward.health.stopHealthCheck('petstore');
    answer.resolve();
    await ward.turn();
    expect([told, aborted, ward.clock.pending]).toEqual([0, true, 0]);
  });
});
