import { expect, it } from 'vitest';
import { openApi, petstore, type OpenApi } from '../open-api.ts';

async function run(api: OpenApi): Promise<void> {
  await api.as('developer', { method: 'POST', url: '/api/servers', payload: petstore });
  await api.as('developer', { method: 'POST', url: '/api/servers/petstore/start?wait=true' });
}

it('a process is found by its id and by the name of its server', async () => {
  const api = await openApi();
  await run(api);
  for (const id of ['srv_1', 'petstore']) {
    expect((await api.as('viewer', { url: `/api/processes/${id}` })).json()).toMatchObject({
      id: 'srv_1',
      status: 'running',
    });
    expect((await api.as('viewer', { url: `/api/processes/${id}/metrics?range=1h` })).json().current.id).toBe('srv_1');
    expect((await api.as('viewer', { url: `/api/processes/${id}/health` })).json().checks[0].id).toBe('srv_1');
    expect((await api.as('viewer', { url: `/api/processes/${id}/runs` })).json().runs).toHaveLength(1);
  }
  expect((await api.as('viewer', { url: '/api/processes' })).json().processes).toHaveLength(1);
});

it('a server that never ran has no process, but what was said of it can be read', async () => {
  const api = await openApi();
  await api.as('developer', { method: 'POST', url: '/api/servers', payload: petstore });
  expect((await api.as('viewer', { url: '/api/processes/petstore' })).json().code).toBe('process_not_found');
  expect((await api.as('viewer', { url: '/api/processes/nobody/logs' })).json().code).toBe('process_not_found');
  expect((await api.as('viewer', { url: '/api/processes/petstore/logs' })).json()).toEqual({ lines: [] });
});

it('a restart is accepted', async () => {
  const api = await openApi();
  await run(api);
  const answer = await api.as('developer', { method: 'POST', url: '/api/processes/petstore/restart' });
  expect([answer.statusCode, answer.json().status]).toEqual([202, 'starting']);
  const settled = await api.as('developer', { method: 'POST', url: '/api/processes/srv_1/restart?wait=true' });
  expect(settled.json().status).toBe('running');
});

it('lines are read by query, and downloaded one JSON object a line', async () => {
  const api = await openApi();
  await run(api);
  for (const text of ['one', 'two', 'three']) api.logs.say('srv_1', text);
  api.logs.say('srv_2', 'other');
  const answer = await api.as('viewer', { url: '/api/processes/petstore/logs?tail=2' });
  expect(answer.json().lines.map(({ text }: { text: string }) => text)).toEqual(['two', 'three']);
  const file = await api.as('viewer', { url: '/api/processes/petstore/logs?format=ndjson&q=t' });
  expect(file.headers['content-type']).toBe('application/x-ndjson');
  expect(file.headers['content-disposition']).toBe('attachment; filename="petstore.ndjson"');
  const lines = file.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ text }) => text)).toEqual(['two', 'three']);
  expect((await api.as('viewer', { url: '/api/logs?category=process' })).json().lines).toHaveLength(4);
});

it('events are read from a place on', async () => {
  const { as, events } = await openApi();
  for (const type of ['created', 'started', 'ready']) events.happen('srv_1', type);
  const answer = await as('viewer', { url: '/api/events?since=1&limit=1' });
  expect(answer.json().events).toMatchObject([{ seq: 2, type: 'started' }]);
});

it('tokens are listed, created and deleted; the value is shown once', async () => {
  const { as } = await openApi();
  const made = await as('admin', { method: 'POST', url: '/api/tokens', payload: { name: 'ci', role: 'viewer' } });
  expect([made.statusCode, made.json().value]).toEqual([201, 'value-of-ci']);
  expect((await as('admin', { url: '/api/tokens' })).body).not.toContain('value-of-ci');
  expect((await as('admin', { method: 'DELETE', url: '/api/tokens/tok_ci' })).statusCode).toBe(204);
  expect((await as('admin', { method: 'DELETE', url: '/api/tokens/tok_ci' })).json().code).toBe('token_not_found');
});
