// Owns the proof that tools are counted over the runs of a process, and shown within bounds.
import { LATENCY_BUCKETS_MS, LISTED_TOOLS, type ToolFigures } from '@mcpm/domain';
import { Monitor } from '@mcpm/monitor';
import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { toolRows } from '../../src/prometheus/tool-rows.ts';
import { ToolCounter } from '../../src/series/tool-counter.ts';
import { R47 } from '../promises.ts';
import { MemoryRollups, NOON } from '../samples.ts';

/** Figures of a tool whose calls all took 20 ms. */
function figures(tool: string, calls: number, errors = 0): ToolFigures {
  const buckets = [...LATENCY_BUCKETS_MS, 0].map((bound) => (bound === 25 ? calls : 0));
  return { tool, calls, errors, totalMs: calls * 20, buckets };
}

test(`${R47}: a tool of a server has its errors and a histogram, summed over the runs of its process`, async () => {
  const monitor = new Monitor({ rollups: new MemoryRollups(), now: new FakeClock(NOON).now });
  monitor.setServers([{ id: 'id-1', name: 'pets', status: 'running', health: 'healthy', restarts: 0 }]);
  monitor.recordTools('id-1', 1, [figures('listPets', 2)]);
  monitor.recordTools('id-1', 1, [figures('listPets', 5, 1), figures('getPet', 1)]);
  monitor.recordTools('id-1', 2, [figures('listPets', 3, 1)]);
  const text = await monitor.prometheus();
  const own = 'server="pets",tool="listPets"';
  expect(text).toContain(`mcpm_tool_call_errors_total{${own}} 2\n`);
  expect(text).toContain(`mcpm_tool_call_duration_seconds_bucket{${own},le="0.01"} 0\n`);
  expect(text).toContain(`mcpm_tool_call_duration_seconds_bucket{${own},le="0.025"} 8\n`);
  expect(text).toContain(`mcpm_tool_call_duration_seconds_bucket{${own},le="+Inf"} 8\n`);
  expect(text).toContain(`mcpm_tool_call_duration_seconds_sum{${own}} 0.16\n`);
  expect(text).toContain('mcpm_tool_call_duration_seconds_count{server="pets",tool="getPet"} 1\n');
  monitor.forget('id-1');
  expect(await monitor.prometheus()).not.toContain('listPets');
});

test('tools of later runs beyond the first hundred count among the others, and no count goes back', () => {
  const counter = new ToolCounter();
  const run = (first: number) => Array.from({ length: 60 }, (_, place) => figures(`tool${first + place}`, 1));
  counter.record(1, run(0));
  counter.record(2, run(60));
  counter.record(3, []);
  const shown = counter.figures();
  expect(shown).toHaveLength(LISTED_TOOLS + 1);
  expect(shown.find(({ tool }) => tool === '_other')?.calls).toBe(20);
  expect(shown.reduce((sum, { calls }) => sum + calls, 0)).toBe(120);
});

test('servers whose tools do not fit any more share one row', () => {
  const many = Array.from({ length: 30 }, (_, place) => ({
    server: `server-${String(place).padStart(2, '0')}`,
    tools: Array.from({ length: 100 }, (_each, tool) => figures(`tool${tool}`, 1)),
  }));
  const rows = toolRows(many);
  expect(rows).toHaveLength(2_001);
  expect(rows.at(-1)).toMatchObject({ labels: { server: '_other', tool: '_other' }, figures: { calls: 1_000 } });
});
