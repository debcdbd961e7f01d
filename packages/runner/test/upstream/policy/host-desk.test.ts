import { FakeClock } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { CLOSED, failed, mayPass, passed, passedOver, type Circuit } from '../../../src/upstream/policy/circuit.ts';
import { HostDesk } from '../../../src/upstream/policy/host-desk.ts';
import { ConcurrencyLimit } from '../../../src/upstream/policy/concurrency-limit.ts';

const wanted = new AbortController();
const never = wanted.signal;

describe('the circuit of a host', () => {
  const fail = (circuit: Circuit, at: number) => failed(circuit, { at, reason: 'status 503', threshold: 3 });
  const open = [0, 1, 2].reduce(fail, CLOSED);

  test('R43: it opens after so many failures in a row, and lets one trial pass after ten seconds', () => {
    expect(fail(fail(CLOSED, 0), 1)).toEqual({ kind: 'closed', failures: 2 });
    expect(open).toMatchObject({ kind: 'open', since: 2, until: 10_002, failures: 3 });
    expect([mayPass(open, 2), mayPass(open, 10_001), mayPass(open, 10_002)]).toEqual([false, false, true]);
    expect(mayPass(passed(open), 10_002)).toBe(false);
  });

  test('R43: it stays open twice as long after each trial that fails, at most a minute', () => {
    const opens: number[] = [];
    let circuit = open;
    for (let trial = 0; trial < 5; trial += 1) {
      if (circuit.kind === 'closed') throw new Error('It shall be open');
      opens.push(circuit.forMs);
      circuit = fail(passed(circuit), circuit.until);
    }
    expect(opens).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  test('R43: a failure that began before it opened changes nothing, and a trial nobody waited for leaves room for another', () => {
    expect(fail(open, 500)).toMatchObject({ until: 10_002, failures: 4 });
    expect(mayPass(passedOver(passed(open)), 10_002)).toBe(true);
    expect(passedOver(CLOSED)).toBe(CLOSED);
  });

  test('R43: with a threshold of 0 it never opens', () => {
    let circuit: Circuit = CLOSED;
    for (let at = 0; at < 100; at += 1) circuit = failed(circuit, { at, reason: 'x', threshold: 0 });
    expect(circuit.kind).toBe('closed');
  });
});

test('R43: as many as allowed run at a time, the others wait in the order of coming, and whoever leaves is not waited for', async () => {
  const limit = new ConcurrencyLimit(1);
  const order: string[] = [];
  expect(limit.enter()).toBe(true);
  expect(limit.enter()).toBe(false);
  const leaving = new AbortController();
  const [first, gone, second] = [limit.wait(never), limit.wait(leaving.signal), limit.wait(never)];
  void first.then(() => order.push('first'));
  void second.then(() => order.push('second'));
  leaving.abort(new Error('no longer wanted'));
  await expect(gone).rejects.toThrow('no longer wanted');
  limit.leave();
  await first;
  expect(order).toEqual(['first']);
  limit.leave();
  await second;
  expect(order).toEqual(['first', 'second']);
  limit.leave();
  expect(limit.load).toBe(0);
});

test('R43: a host that is left alone says since when, why, and when the next trial is; an answer ends it', async () => {
  const clock = new FakeClock();
  const host = new HostDesk({ concurrency: 2, circuitFailures: 1 }, clock).host('http://api.test');
  expect(host.enter(wanted)).toBeUndefined();
  host.failed('status 502');
  host.leave();
  clock.advance(4_000);
  expect(host.enter(wanted)).toEqual({ failures: 1, reason: 'status 502', sinceMs: 4_000, nextTrialMs: 6_000 });
  clock.advance(6_000);
  expect(host.enter(wanted)).toBeUndefined();
  expect(host.enter(wanted)).toMatchObject({ nextTrialMs: 0 });
  host.answered();
  host.leave();
  expect(host.enter(wanted)).toBeUndefined();
});

test('hosts nobody calls any more are forgotten, those that fail are not', () => {
  const desk = new HostDesk({ concurrency: 1, circuitFailures: 1 }, new FakeClock());
  const bad = desk.host('http://bad.test');
  bad.failed('status 503');
  const good = desk.host('http://good.test');
  for (let index = 0; index < 300; index += 1) desk.host(`http://h${index}.test`);
  expect(desk.host('http://bad.test')).toBe(bad);
  expect(desk.host('http://good.test')).not.toBe(good);
});
