import type { ProcessEvent } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { EventStream } from '../src/events/event-stream.ts';
import { managed, Supervision } from './supervision.ts';

const removed = (seq: number): ProcessEvent => ({ id: 'a', seq, at: '', runId: 1, type: 'removed' });

describe('events', () => {
  test('P36: are numbered without gaps for each process, whatever happens to it', async () => {
    await using supervision = new Supervision();
    const { manager } = supervision;
    await Promise.all([
      manager.startProcess(managed('floods-stderr')),
      manager.startProcess(managed('crashes-after-ready', { restart: { initialDelayMs: 20 } })),
      manager.startProcess(managed('answers-health', { health: { intervalMs: 50 } })),
    ]);
    await eventually(() => expect(supervision.of('exit', 'crashes-after-ready').length).toBeGreaterThan(1));
    await manager.shutdown();
    for (const id of ['floods-stderr', 'crashes-after-ready', 'answers-health']) {
      const numbers = supervision.events.filter((event) => event.id === id).map((event) => event.seq);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  test('P36: begin with a status of each process for someone who subscribes later, and go on from there', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('stays-up'));
    const heard: ProcessEvent[] = [];
    const unsubscribe = supervision.manager.subscribe((event) => heard.push(event));
    expect(heard).toMatchObject([{ type: 'status', id: 'stays-up', info: { status: 'running' } }]);
    await supervision.manager.stopProcess('stays-up');
    unsubscribe();
    expect(heard.map((event) => event.seq)).toEqual(heard.map((_, index) => heard[0]!.seq + index));
    const count = heard.length;
    await supervision.manager.removeProcess('stays-up');
    expect(heard).toHaveLength(count);
  });

  test('reach everyone when one listener throws', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => void warnings.push(warning);
    process.on('warning', onWarning);
    const stream = new EventStream();
    const heard: number[] = [];
    stream.subscribe(() => {
      throw new Error('a bug of a listener');
    }, []);
    stream.subscribe((event) => heard.push(event.seq), []);
    stream.emit(removed(1));
    expect(heard).toEqual([1]);
    await eventually(() => expect(warnings.map(({ message }) => message)).toEqual(['a bug of a listener']));
    process.off('warning', onWarning);
  });

  test('P36: come in order to everyone when a listener emits, subscribes or unsubscribes inside one', () => {
    const stream = new EventStream();
    const heard: [string, number][] = [];
    const first = stream.subscribe((event) => {
      heard.push(['first', event.seq]);
      if (event.seq === 1) {
        stream.emit(removed(2));
        stream.subscribe((later) => heard.push(['late', later.seq]), [removed(0)]);
      }
      if (event.seq === 2) first();
    }, []);
    stream.subscribe((event) => heard.push(['second', event.seq]), []);
    stream.emit(removed(1));
    stream.emit(removed(3));
    expect(heard.filter(([who]) => who === 'first').map(([, seq]) => seq)).toEqual([1, 2]);
    expect(heard.filter(([who]) => who === 'second').map(([, seq]) => seq)).toEqual([1, 2, 3]);
    expect(heard.filter(([who]) => who === 'late').map(([, seq]) => seq)).toEqual([0, 3]);
  });
});

describe('messages of a managed child', () => {
  test('P35: that are not understood are dropped, and the child becomes ready all the same', async () => {
    await using supervision = new Supervision();
    const info = await supervision.manager.startProcess(managed('sends-garbage'));
    expect(info).toMatchObject({ status: 'running', tools: 3 });
    expect(supervision.of('message')).toHaveLength(1);
  });

  test('P35: that cannot be delivered to it are refused without a throw', async () => {
    await using supervision = new Supervision();
    expect(supervision.manager.sendMessage('nobody', { type: 'reload' })).toBe(false);
    await supervision.manager.startProcess({
      id: 'sleep',
      command: 'sleep',
      args: ['60'],
      timeouts: { termAfterMs: 0 },
    });
    expect(supervision.manager.sendMessage('sleep', { type: 'reload' })).toBe(false);
    await supervision.manager.startProcess(managed('stays-up'));
    expect(supervision.manager.sendMessage('stays-up', { type: 'reload' })).toBe(true);
  });

  test('show in its info and in its metrics', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('tells-statistics'));
    await eventually(() =>
      expect(supervision.manager.getProcessInfo('tells-statistics')).toMatchObject({ tools: 5, connections: 4 }),
    );
    await supervision.manager.health.performHealthCheck('tells-statistics');
    const metrics = await supervision.manager.getProcessMetrics('tells-statistics');
    expect(metrics).toMatchObject({
      calls: 10,
      errors: 1,
      connections: 3,
      p50: 5,
      p95: 9,
      p99: 12,
      eventLoopDelayMs: 7,
      runId: 1,
    });
    expect(metrics?.memory).toBeGreaterThan(1_000_000);
    expect(supervision.manager.getProcessInfo('tells-statistics')?.memoryUsage).toBe(metrics?.memory);
    await supervision.manager.stopProcess('tells-statistics');
    expect(await supervision.manager.getProcessMetrics('tells-statistics')).toBeUndefined();
  });
});
