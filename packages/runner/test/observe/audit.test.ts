import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { startObserved } from './observed-runner.ts';

/** Audit lines so far. */
function auditOf(stderr: string): readonly Record<string, unknown>[] {
  return stderr
    .split('\n')
    .filter((line) => line.includes('"msg":"audit"'))
    .map((line) => JSON.parse(line));
}

test('R47: --audit writes one line for each call, at any log level, without arguments or secrets', async () => {
  await using observed = await startObserved(['--audit', '--retries', '1', '--log-level', 'info'], {
    MCPM_AUTH_TOKEN: 'canary-credential',
  });
  const { client, upstream, runner } = observed;
  let asked = 0;
  upstream.respond(() => {
    asked += 1;
    return asked === 1 ? { status: 503 } : { status: 200, body: 'pets' };
  });
  await client.callTool('listPets', { limit: 271_828_182_845 });
  upstream.respond(() => ({ status: 404, body: 'canary-answer' }));
  await client.callTool('createPet', { body: { name: 'canary-argument' } });
  await client.callTool('listPets', { limit: 'canary-argument' });
  await client.callTool('read_answer', { handle: 'canary-argument' });
  const lines = await eventually(() => {
    const found = auditOf(runner.stderr());
    expect(found).toHaveLength(4);
    return found;
  });
  const common = {
    level: 'info',
    principal: 'local',
    requestId: expect.any(Number),
    durationMs: expect.any(Number),
  };
  expect(lines[0]).toMatchObject({
    ...common,
    tool: 'listPets',
    outcome: 'ok',
    method: 'GET',
    path: '/pets',
    status: 200,
    bytes: 4,
    requests: 1,
    retries: 1,
  });
  expect(lines[1]).toMatchObject({ ...common, tool: 'createPet', outcome: 'error', method: 'POST', status: 404 });
  expect(lines[2]).toMatchObject({ ...common, tool: 'listPets', outcome: 'error', requests: 0 });
  expect(lines[2]).not.toHaveProperty('status');
  expect(lines[3]).toMatchObject({ ...common, tool: 'read_answer', outcome: 'error', requests: 0 });
  expect(JSON.stringify(lines)).not.toMatch(/canary|271828182845/);
});

test('without --audit the log has no line of a call', async () => {
  await using observed = await startObserved([]);
  await observed.client.callTool('listPets');
  expect(auditOf(observed.runner.stderr())).toEqual([]);
});
