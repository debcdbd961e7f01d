// Owns the proof that the Prometheus text can be parsed and says what is so.
import { Status } from '@mcpm/domain';
import { Monitor } from '@mcpm/monitor';
import { FakeClock } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { M37 } from '../promises.ts';
import { MemoryRollups, NOON, sample } from '../samples.ts';

function setUp() {
  const clock = new FakeClock(NOON);
  return { clock, monitor: new Monitor({ rollups: new MemoryRollups(), now: clock.now }) };
}

/** Parses the text format 0.0.4 (numbers as Go's ParseFloat reads them): value by name and labels as written. Fails on a line that is neither comment nor sample, and on one said twice. */
function parseText(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
    const [, key, value] =
      /^([a-zA-Z_:][\w:]*(?:\{(?:\w+="(?:[^"\\]|\\.)*",?)*\})?) ([Nn]a[Nn]|[+-]?Inf|-?[\d.e+-]+)$/.exec(line) ?? [];
    if (key === undefined || samples.has(key)) throw new Error(`Not the text format: ${line}`);
    samples.set(key, Number(value));
  }
  return samples;
}

describe('the Prometheus text', () => {
  test(`${M37}, as exactly these samples`, async () => {
    const { monitor } = setUp();
    monitor.setServers([
      { id: 'id-1', name: 'pets', status: 'running', health: 'healthy', restarts: 2 },
      { id: 'id-2', name: 'shop', status: 'running', health: 'unhealthy', restarts: 0 },
      { id: 'id-3', name: 'old', status: 'failed', health: 'unknown', restarts: 5 },
    ]);
    monitor.record(sample(-20, { id: 'id-1', cpu: 5, calls: 10, errors: 1 }));
    monitor.record(
      sample(-10, { id: 'id-1', cpu: 12.5, memory: 2048, calls: 30, errors: 2, p50: 4, p95: 20, p99: 50 }),
    );
    monitor.record(
      sample(0, { id: 'id-1', runId: 2, cpu: 12.5, memory: 2048, calls: 3, errors: 0, p50: 4, p95: 20, p99: 50 }),
    );
    const found = parseText(await monitor.prometheus());
    const ours = Object.fromEntries([...found].filter(([key]) => key.startsWith('mcpm_')));
    expect(ours).toEqual({
      ...Object.fromEntries(Status.options.map((status) => [`mcpm_servers{status="${status}"}`, 0])),
      'mcpm_servers{status="running"}': 2,
      'mcpm_servers{status="failed"}': 1,
      'mcpm_server_up{server="pets"}': 1,
      'mcpm_server_up{server="shop"}': 0,
      'mcpm_server_up{server="old"}': 0,
      'mcpm_process_restarts_total{server="pets"}': 2,
      'mcpm_process_restarts_total{server="shop"}': 0,
      'mcpm_process_restarts_total{server="old"}': 5,
      'mcpm_process_cpu_percent{server="pets"}': 12.5,
      'mcpm_process_memory_bytes{server="pets"}': 2048,
      'mcpm_tool_calls_total{server="pets"}': 33,
      'mcpm_tool_errors_total{server="pets"}': 2,
      'mcpm_response_time_ms{server="pets",quantile="0.5"}': 4,
      'mcpm_response_time_ms{server="pets",quantile="0.95"}': 20,
      'mcpm_response_time_ms{server="pets",quantile="0.99"}': 50,
    });
    expect(found.get('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(monitor.contentType).toContain('text/plain');
  });

  test('says the same when it is asked twice, and nothing of what is gone', async () => {
    const { monitor } = setUp();
    monitor.setServers([{ name: 'pets', status: 'running', health: 'unknown', restarts: 1 }]);
    monitor.record(sample(0, { calls: 3 }));
    await monitor.prometheus();
    expect(parseText(await monitor.prometheus()).get('mcpm_tool_calls_total{server="pets"}')).toBe(3);
    monitor.forget('pets');
    monitor.setServers([]);
    expect(await monitor.prometheus()).not.toContain('"pets"');
  });

  test('does not show the use of a process that was not measured for a minute, but its calls', async () => {
    const { monitor, clock } = setUp();
    monitor.record(sample(0, { calls: 3, p50: 1 }));
    clock.advance(60_001);
    const found = parseText(await monitor.prometheus());
    expect([...found.keys()].filter((key) => key.includes('pets'))).toEqual([
      'mcpm_tool_calls_total{server="pets"}',
      'mcpm_tool_errors_total{server="pets"}',
    ]);
  });

  test('names a server that has no known name by the id of its process, and escapes it', async () => {
    const { monitor } = setUp();
    monitor.record(sample(0, { id: 'a "b"\\c\nd' }));
    expect(
      parseText(await monitor.prometheus()).get(String.raw`mcpm_process_cpu_percent{server="a \"b\"\\c\nd"}`),
    ).toBe(10);
  });

  test('has a bounded number of labels, and loses no call', async () => {
    const { monitor } = setUp();
    for (let i = 0; i < 600; i += 1)
      monitor.record(sample(0, { id: `s${String(i).padStart(4, '0')}`, calls: 1, memory: 7 }));
    const found = parseText(await monitor.prometheus());
    const calls = [...found].filter(([key]) => key.startsWith('mcpm_tool_calls_total'));
    expect(calls).toHaveLength(501);
    expect(calls.reduce((sum, [, value]) => sum + value, 0)).toBe(600);
    expect(found.get('mcpm_process_memory_bytes{server="_other"}')).toBe(700);
  });

  test('of two monitors in one process is apart', async () => {
    const [one, two] = [setUp().monitor, setUp().monitor];
    one.record(sample(0));
    expect(await two.prometheus()).not.toContain('server="pets"');
  });
});
