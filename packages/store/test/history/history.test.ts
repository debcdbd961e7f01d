import type { ExitReport } from '@mcpm/domain';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/index.ts';
import { definition, storeFile } from '../fixtures.ts';

const at = '2026-01-02T03:04:05.678Z';

async function storeWithServers(...ids: string[]): Promise<Store> {
  const store = await storeFile().open();
  for (const [index, id] of ids.entries()) {
    await store.servers.insert(definition({ id, name: id, port: 3001 + index }), {}, 'running');
  }
  return store;
}

const event = (serverId: string, detail: string) => ({ at, serverId, serverName: serverId, type: 'ready', detail });
const minute = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();

describe('events', () => {
  test('events read the same after a restart, and their numbers go on', async () => {
    const { open } = storeFile();
    const first = await open();
    const kept = await first.events.append({ ...event('a', 'One.'), data: { port: 1, nested: { none: null } } });
    await first.close();
    const second = await open();
    const next = await second.events.append(event('a', 'Two.'));
    expect(next.seq).toBe(kept.seq + 1);
    expect(await second.events.since(0, 10)).toEqual([kept, next]);
    expect(next).not.toHaveProperty('data');
  });

  test('a reader goes on after the last number seen, page by page, oldest first', async () => {
    const { events } = await storeFile().open();
    for (const detail of ['1', '2', '3', '4', '5']) await events.append(event('a', detail));
    const page = await events.since(0, 2);
    expect(page.map((each) => each.detail)).toEqual(['1', '2']);
    expect((await events.since(page[1]?.seq ?? 0, 10)).map((each) => each.detail)).toEqual(['3', '4', '5']);
  });

  test('the latest events come newest first, of all servers or of one', async () => {
    const { events } = await storeFile().open();
    for (const [id, detail] of [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ] as const)
      await events.append(event(id, detail));
    expect((await events.latest(2)).map((each) => each.detail)).toEqual(['3', '2']);
    expect((await events.latest(9, 'a')).map((each) => each.detail)).toEqual(['3', '1']);
  });
});

describe('operations', () => {
  test('who did what is kept in order, with a target or without', async () => {
    const { operations } = await storeFile().open();
    const made = { at, actor: 'laptop', action: 'createServer', target: 'a', requestId: 'r1', result: 201 };
    const first = await operations.append(made);
    const second = await operations.append({ at, actor: 'system', action: 'start', requestId: 'r2', result: 200 });
    expect(first).toEqual({ ...made, seq: 1 });
    expect(second).not.toHaveProperty('target');
    expect(await operations.latest(10)).toEqual([second, first]);
    expect(await operations.latest(1)).toEqual([second]);
  });
});

describe('metrics', () => {
  test('points come back in order from the start of the range up to, but without, its end', async () => {
    const { metrics } = await storeWithServers('a', 'b');
    const point = (minutes: number) => ({ at: minute(minutes), cpu: minutes / 4, memory: 2 ** 40 });
    const full = { ...point(1), eventLoopDelayMs: 0.5, connections: 0, calls: 7, errors: 1, p50: 1, p95: 2, p99: 3 };
    await metrics.append([3, 2].map((minutes) => ({ serverId: 'a', point: point(minutes) })));
    await metrics.append([
      { serverId: 'a', point: full },
      { serverId: 'b', point: point(1) },
    ]);
    expect(await metrics.range('a', minute(1), minute(3))).toEqual([full, point(2)]);
    expect(await metrics.range('a', '2026-01-01T01:02:00+01:00', minute(4))).toEqual([point(2), point(3)]);
  });

  test('a point said again replaces the first one whole', async () => {
    const { metrics } = await storeWithServers('a');
    await metrics.append([{ serverId: 'a', point: { at: minute(1), cpu: 1, memory: 1, p50: 9 } }]);
    await metrics.append([{ serverId: 'a', point: { at: minute(1), cpu: 2, memory: 2 } }]);
    expect(await metrics.range('a', minute(0), minute(9))).toEqual([{ at: minute(1), cpu: 2, memory: 2 }]);
  });

  test('pruning forgets what is older and nothing else', async () => {
    const { metrics } = await storeWithServers('a');
    const point = (minutes: number) => ({ at: minute(minutes), cpu: 0, memory: 0 });
    await metrics.append([1, 2, 3].map((minutes) => ({ serverId: 'a', point: point(minutes) })));
    await metrics.prune(minute(2));
    expect(await metrics.range('a', minute(0), minute(9))).toEqual([point(2), point(3)]);
  });

  test('points of a server that is gone are dropped, and those beside them are kept', async () => {
    const { metrics } = await storeWithServers('a');
    const point = { at: minute(1), cpu: 0, memory: 0 };
    await metrics.append([
      { serverId: 'gone', point },
      { serverId: 'a', point },
    ]);
    expect(await metrics.range('gone', minute(0), minute(9))).toEqual([]);
    expect(await metrics.range('a', minute(0), minute(9))).toEqual([point]);
  });
});

describe('health checks and runs', () => {
  const report = (runId: number): ExitReport => ({
    runId,
    exitCode: null,
    signal: 'SIGKILL',
    cause: 'crashed',
    reason: { code: 'process_exited', detail: 'It was killed.', next: 'Read its log.' },
    startedAt: at,
    endedAt: at,
    uptimeMs: 12.5,
  });

  test('the last 200 checks of each server are kept, newest first', async () => {
    const { health } = await storeWithServers('a', 'b');
    const check = (id: string, runId: number) => ({ id, runId, at, ok: runId % 2 === 0, durationMs: 0.25 });
    await health.append({ ...check('b', 1), detail: 'No answer.' });
    for (let runId = 1; runId <= 203; runId += 1) await health.append(check('a', runId));
    const kept = await health.latest('a', 1000);
    expect(kept).toHaveLength(200);
    expect([kept[0], kept.at(-1)]).toEqual([check('a', 203), check('a', 4)]);
    expect(await health.latest('b', 5)).toEqual([{ ...check('b', 1), detail: 'No answer.' }]);
  });

  test('the last 50 exit reports of each server are kept as they were said, newest first', async () => {
    const { runs } = await storeWithServers('a');
    for (let runId = 1; runId <= 52; runId += 1) await runs.append('a', report(runId));
    const kept = await runs.latest('a', 1000);
    expect(kept).toHaveLength(50);
    expect([kept[0], kept.at(-1)]).toEqual([report(52), report(3)]);
    expect(await runs.latest('a', 2)).toEqual([report(52), report(51)]);
  });

  test('what arrives after the server was deleted is dropped without an error', async () => {
    const { health, runs, servers } = await storeWithServers('a');
    await servers.delete('a');
    await health.append({ id: 'a', runId: 1, at, ok: true, durationMs: 1 });
    await runs.append('a', report(1));
    expect(await health.latest('a', 10)).toEqual([]);
    expect(await runs.latest('a', 10)).toEqual([]);
  });
});
