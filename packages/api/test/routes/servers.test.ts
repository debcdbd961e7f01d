import { expect, it } from 'vitest';
import { openApi, petstore, type OpenApi } from '../open-api.ts';

async function fill(api: OpenApi, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const tags = name < 'c' ? ['early'] : [];
    await api.as('developer', { method: 'POST', url: '/api/servers', payload: { ...petstore, name, tags } });
  }
}

const namesOf = (answer: { json(): { servers: { definition: { name: string } }[] } }): string[] =>
  answer.json().servers.map(({ definition }) => definition.name);

it('a server is created, with its place, its transport spelled our way, and without its secrets', async () => {
  const { as } = await openApi();
  const payload = { ...petstore, transport: 'http', authToken: 'secret' };
  const answer = await as('developer', { method: 'POST', url: '/api/servers', payload });
  expect([answer.statusCode, answer.headers.location]).toEqual([201, '/api/servers/srv_1']);
  expect(answer.json().definition).toMatchObject({ transport: 'streamable', secretNames: ['authToken'] });
  expect((await as('viewer', { url: answer.headers.location! })).json()).toEqual(answer.json());
  expect((await as('viewer', { url: '/api/servers/petstore' })).json()).toEqual(answer.json());
});

it('the list is filtered, sorted and paged, and every server stands on exactly one page', async () => {
  const api = await openApi();
  await fill(api, ['d', 'a', 'c', 'b', 'e']);
  const first = await api.as('viewer', { url: '/api/servers?limit=2' });
  expect([namesOf(first), first.json().total]).toEqual([['a', 'b'], 5]);
  const second = await api.as('viewer', { url: `/api/servers?limit=2&cursor=${first.json().nextCursor}` });
  const third = await api.as('viewer', { url: `/api/servers?limit=2&cursor=${second.json().nextCursor}` });
  expect([...namesOf(second), ...namesOf(third)]).toEqual(['c', 'd', 'e']);
  expect(third.json().nextCursor).toBeUndefined();
  await api.as('developer', { method: 'POST', url: '/api/servers/d/start?wait=true' });
  expect(namesOf(await api.as('viewer', { url: '/api/servers?status=running' }))).toEqual(['d']);
  expect(namesOf(await api.as('viewer', { url: '/api/servers?tag=early' }))).toEqual(['a', 'b']);
  expect(namesOf(await api.as('viewer', { url: '/api/servers?q=E' }))).toEqual(['e']);
  expect(namesOf(await api.as('viewer', { url: '/api/servers?transport=stdio' }))).toEqual([]);
  expect(namesOf(await api.as('viewer', { url: '/api/servers?sort=createdAt&limit=1' }))).toEqual(['d']);
  expect(namesOf(await api.as('viewer', { url: '/api/servers?sort=status&limit=1' }))).toEqual(['d']);
});

it('a cursor of nobody is a fault of the query', async () => {
  const { as } = await openApi();
  const answer = await as('viewer', { url: '/api/servers?cursor=nonsense' });
  expect(answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/query/cursor' }] });
});

it('start and stop answer at once, or with the settled state', async () => {
  const api = await openApi();
  await fill(api, ['a']);
  const post = (url: string) => api.as('developer', { method: 'POST', url });
  const start = await post('/api/servers/a/start');
  expect([start.statusCode, start.json().status]).toEqual([202, 'starting']);
  expect((await post('/api/servers/a/restart?wait=true')).json().status).toBe('running');
  expect((await post('/api/servers/a/stop?force=true')).json().status).toBe('stopping');
  expect((await post('/api/servers/a/stop?wait=true')).json().status).toBe('stopped');
  expect((await api.as('viewer', { url: '/api/servers/a/status' })).json()).toMatchObject({ wanted: 'stopped' });
});

it('a change says what it needs and whether it was done; a deleted server is gone', async () => {
  const api = await openApi();
  await fill(api, ['a']);
  const change = await api.as('developer', {
    method: 'PATCH',
    url: '/api/servers/a?apply=true',
    payload: { name: 'z' },
  });
  expect(change.json()).toMatchObject({ needs: 'restart', applied: true, server: { definition: { name: 'z' } } });
  const gone = await api.as('developer', { method: 'DELETE', url: '/api/servers/z' });
  expect([gone.statusCode, gone.body]).toEqual([204, '']);
  expect((await api.as('viewer', { url: '/api/servers/z' })).statusCode).toBe(404);
});

it('snippet, command line and preview come through', async () => {
  const { as } = await openApi();
  expect((await as('viewer', { url: '/api/servers/a/client-config?client=cursor' })).json().client).toBe('cursor');
  expect((await as('viewer', { url: '/api/servers/a/client-config' })).json().client).toBe('generic');
  expect((await as('viewer', { url: '/api/servers/a/command' })).json().bash).toBe('a');
  const preview = await as('developer', { method: 'POST', url: '/api/openapi/preview', payload: { openapi: '{}' } });
  expect(preview.json().title).toBe('Pets');
});
