import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { startRunner } from '../runner-process.ts';
import { startObserved } from './observed-runner.ts';

test('R47: --metrics serves calls, errors and a histogram for each tool at /metrics', async () => {
  await using observed = await startObserved(['--metrics']);
  const { client, url } = observed;
  await client.callTool('listPets');
  await client.callTool('listPets', { limit: 'x' });
  const page = await fetch(new URL('/metrics', url));
  expect(page.headers.get('content-type')).toContain('text/plain');
  const text = await page.text();
  expect(text).toContain('mcpm_tool_call_errors_total{tool="listPets"} 1\n');
  expect(text).toContain('# TYPE mcpm_tool_call_duration_seconds histogram\n');
  expect(text).toContain('mcpm_tool_call_duration_seconds_bucket{tool="listPets",le="+Inf"} 2\n');
  expect(text).toContain('mcpm_tool_call_duration_seconds_count{tool="listPets"} 2\n');
  expect(text).toMatch(/mcpm_connections \d/);
  expect(text).toMatch(/process_resident_memory_bytes \d{7,}/);
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds \d/);
  expect((await fetch(new URL('/metrics', url), { method: 'POST' })).status).toBe(405);
});

test('the guard of the MCP endpoint stands before /metrics too', async () => {
  await using observed = await startObserved(['--metrics'], { MCPM_REQUIRE_TOKEN: 'canary-token' });
  const page = new URL('/metrics', observed.url);
  expect((await fetch(page)).status).toBe(401);
  expect((await fetch(page, { headers: { authorization: 'Bearer canary-token' } })).status).toBe(200);
  const foreign = { origin: 'http://evil.example', authorization: 'Bearer canary-token' };
  expect((await fetch(page, { headers: foreign })).status).toBe(403);
});

test('without --metrics there is no such page', async () => {
  await using observed = await startObserved([]);
  expect((await fetch(new URL('/metrics', observed.url))).status).toBe(404);
});

test('--metrics over stdio is refused with the reason', async () => {
  await using runner = startRunner(['--openapi', 'pets.json', '--metrics']);
  expect(await runner.exited).toBe(64);
  await eventually(() => expect(runner.stderr()).toContain('--metrics does not go with --transport stdio'));
});
