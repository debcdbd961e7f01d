import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually, FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { identify } from '../../../src/effects/end/identity.ts';
import { MetricSweep } from '../../../src/effects/measure/metric-sweep.ts';
import { ProcessMeter } from '../../../src/effects/measure/process-meter.ts';
import type { MeterTarget } from '../../../src/effects/measure/sampler.ts';

/** A meter that notes how many it was asked for, and when. */
class Ledger extends ProcessMeter {
  readonly asked: (readonly [second: number, count: number])[] = [];
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    super(clock);
    this.#clock = clock;
  }

  override async measure(targets: readonly MeterTarget[]) {
    this.asked.push([this.#clock.now() / 1000, targets.length]);
    return new Map();
  }
}

const target = (pid: number): MeterTarget => ({ identity: { pid, startTicks: 1, bootId: 'a' } });

test('P37: three hundred processes are measured once in ten seconds each, thirty at a time', () => {
  const clock = new FakeClock();
  const meter = new Ledger(clock);
  const targets = Array.from({ length: 300 }, (_, index) => target(index + 2));
  const sweep = new MetricSweep({ clock, meter, targets: () => targets, onUsage: () => undefined });
  sweep.start();
  sweep.start();
  clock.advance(29_999);
  expect(meter.asked).toEqual(Array.from({ length: 20 }, (_, index) => [10 + index, 30]));
  sweep.stop();
  expect(clock.pending).toBe(0);
});

test('few processes wake their supervisor once in ten seconds, and none are no work', () => {
  const clock = new FakeClock();
  const meter = new Ledger(clock);
  const targets: MeterTarget[] = [];
  const sweep = new MetricSweep({ clock, meter, targets: () => targets, onUsage: () => undefined });
  sweep.start();
  clock.advance(25_000);
  expect(meter.asked).toEqual([]);
  targets.push(...Array.from({ length: 30 }, (_, index) => target(index + 2)));
  clock.advance(25_000);
  expect(meter.asked).toEqual([
    [30, 30],
    [40, 30],
    [50, 30],
  ]);
  sweep.stop();
});

test('what a process used is told with the process it was measured for; who is gone is not told', async () => {
  const child = spawn('sleep', ['600']);
  const clock = new FakeClock();
  const meter = new ProcessMeter();
  const told: string[] = [];
  const alive = { name: 'alive', identity: identify(child.pid!)! };
  const gone = { name: 'gone', identity: { ...identify(process.pid)!, startTicks: 1 } };
  const sweep = new MetricSweep({ clock, meter, targets: () => [gone, alive], onUsage: ({ name }) => told.push(name) });
  sweep.start();
  clock.advance(10_000);
  await eventually(() => expect(told).toEqual(['alive']));
  sweep.stop();
  meter.close();
  child.kill('SIGKILL');
  await once(child, 'exit');
});
