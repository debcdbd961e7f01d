import { eventually } from '@mcpm/test-kit';
import { describe, expect, it } from 'vitest';
import { openApi } from '../open-api.ts';
import { promises } from '../promises.ts';
import { connect, viewer } from './reader.ts';

const texts = (items: { data?: unknown }[]): string[] => items.map(({ data }) => (data as { text: string }).text);

describe(`${promises.M34} (logs)`, () => {
  it('lines are followed as they come, numbered as in the log', async () => {
    const { app, logs } = await openApi();
    logs.say('srv_1', 'before');
    const reader = await connect(app, viewer);
    await reader.subscribe({ topic: 'logs' });
    logs.say('srv_1', 'after');
    await eventually(() => expect(texts(reader.items('logs'))).toEqual(['after']));
    expect(reader.items('logs')[0]?.seq).toBe(2);
  });

  it('what came after the cursor is replayed, then followed, without a hole or a repetition', async () => {
    const { app, logs } = await openApi();
    for (let count = 1; count <= 20; count += 1) logs.say('srv_1', `line ${count}`);
    const reader = await connect(app, viewer);
    reader.send({ type: 'subscribe', topic: 'logs', since: 5 });
    for (let count = 21; count <= 40; count += 1) {
      logs.say('srv_1', `line ${count}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const expected = Array.from({ length: 35 }, (_, index) => index + 6);
    await eventually(() => expect(reader.items('logs').map(({ seq }) => seq)).toEqual(expected));
    expect(reader.gaps('logs')).toEqual([]);
  });

  it('of more than a thousand lines missed the last thousand come, after word of how many do not', async () => {
    const { app, logs } = await openApi();
    logs.add(
      Array.from({ length: 1500 }, (_, index) => ({ category: 'process', stream: 'stdout', text: String(index + 1) })),
    );
    const reader = await connect(app, viewer);
    await reader.subscribe({ topic: 'logs', since: 100 });
    await eventually(() => expect(reader.items('logs')).toHaveLength(1000));
    expect(reader.gaps('logs')).toEqual([{ type: 'gap', topic: 'logs', missed: 400 }]);
    expect(reader.items('logs')[0]?.seq).toBe(501);
  });

  it('a slow reader loses lines, is told how many, and nothing piles up for it', async () => {
    const { app, logs } = await openApi();
    const reader = await connect(app, viewer);
    await reader.subscribe({ topic: 'logs' });
    reader.socket.pause();
    const text = 'x'.repeat(100_000);
    const total = 400;
    for (let count = 0; count < total; count += 1) {
      logs.say('srv_1', text);
      await new Promise((resolve) => setImmediate(resolve));
    }
    reader.socket.resume();
    const missed = (): number => reader.gaps('logs').reduce((sum, gap) => sum + gap.missed, 0);
    await eventually(() => expect(reader.items('logs').length + missed()).toBe(total), { timeoutMs: 10_000 });
    expect(missed()).toBeGreaterThan(0);
    logs.say('srv_1', 'well again');
    await eventually(() => expect(texts(reader.items('logs')).at(-1)).toBe('well again'));
  });
});

it('lines are narrowed by the whole filter, in the replay and after it', async () => {
  const { app, logs } = await openApi();
  const say = (): void =>
    logs.add([
      { category: 'process', stream: 'stdout', processId: 'srv_1', text: 'yes', level: 'error' },
      { category: 'process', stream: 'stdout', processId: 'srv_2', text: 'yes, of another', level: 'error' },
      { category: 'process', stream: 'stderr', processId: 'srv_1', text: 'yes, elsewhere', level: 'error' },
      { category: 'process', stream: 'stdout', processId: 'srv_1', text: 'yes, but mild', level: 'info' },
      { category: 'process', stream: 'stdout', processId: 'srv_1', text: 'no', level: 'error' },
    ]);
  say();
  const reader = await connect(app, viewer);
  const filter = { processId: 'srv_1', category: 'process', stream: 'stdout', level: 'error', q: 'yes' } as const;
  await reader.subscribe({ topic: 'logs', since: 0, filter });
  say();
  await eventually(() => expect(reader.items('logs').map(({ seq }) => seq)).toEqual([1, 6]));
});

it('events are replayed from a cursor and followed, also more than one page of them', async () => {
  const { app, events } = await openApi();
  for (let count = 1; count <= 2500; count += 1) events.happen(count % 2 === 0 ? 'srv_2' : 'srv_1', 'ready');
  const reader = await connect(app, viewer);
  await reader.subscribe({ topic: 'events', since: 2400, filter: { processId: 'srv_2' } });
  events.happen('srv_1', 'exited');
  events.happen('srv_2', 'exited');
  await eventually(() => expect(reader.items('events')).toHaveLength(51));
  expect(reader.items('events').at(-1)).toMatchObject({ seq: 2502, data: { type: 'exited' } });
  const late = await connect(app, viewer);
  await late.subscribe({ topic: 'events', since: 2 });
  await eventually(() => expect(late.items('events')).toHaveLength(1000));
  expect(late.gaps('events')).toEqual([{ type: 'gap', topic: 'events', missed: 1500 }]);
});

it('a replay that cannot be read is an error frame, and its cause is in the system log', async () => {
  const { app, logs } = await openApi();
  logs.broken = true;
  const reader = await connect(app, viewer);
  reader.send({ type: 'subscribe', topic: 'logs', since: 0 });
  await eventually(() => expect(reader.frames).toMatchObject([{ type: 'error', code: 'internal_error' }]));
  expect(JSON.stringify(reader.frames)).not.toContain('disk');
  expect(logs.lines.at(-1)?.text).toContain('the disk is gone');
  expect(logs.listeners.count).toBe(0);
});
