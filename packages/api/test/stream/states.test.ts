import { eventually } from '@mcpm/test-kit';
import { expect, it } from 'vitest';
import { measure } from '../fakes/fleet.ts';
import { openApi, petstore, type OpenApi } from '../open-api.ts';
import { connect, viewer } from './reader.ts';

const create = ({ as }: OpenApi, name: string) =>
  as('developer', { method: 'POST', url: '/api/servers', payload: { ...petstore, name } });

it('servers begin with all there are, then change by change, then who is gone', async () => {
  const api = await openApi();
  await create(api, 'a');
  await create(api, 'b');
  const reader = await connect(api.app, viewer);
  await reader.subscribe({ topic: 'servers' });
  expect(reader.data('servers')[0]).toMatchObject({
    snapshot: true,
    items: [{ data: { definition: { name: 'a' } } }, { data: { definition: { name: 'b' } } }],
  });
  await api.as('developer', { method: 'POST', url: '/api/servers/a/start?wait=true' });
  await eventually(() =>
    expect(reader.items('servers').at(-1)).toMatchObject({ data: { status: { status: 'running' } } }),
  );
  await api.as('developer', { method: 'DELETE', url: '/api/servers/a' });
  await eventually(() => expect(reader.items('servers').at(-1)?.data).toEqual({ removed: 'srv_1' }));
});

it('of quick changes only the last is told', async () => {
  const api = await openApi();
  const reader = await connect(api.app, viewer);
  await reader.subscribe({ topic: 'metrics' });
  for (let cpu = 1; cpu <= 50; cpu += 1) api.fleet.processListeners.tell({ metrics: measure('srv_1', cpu) });
  api.fleet.processListeners.tell({ metrics: measure('srv_2', 7) });
  await eventually(() => expect(reader.items('metrics')).toHaveLength(2));
  expect(reader.items('metrics')).toMatchObject([
    { data: { id: 'srv_1', cpu: 50 } },
    { data: { id: 'srv_2', cpu: 7 } },
  ]);
});

it('a reader that comes back gets what it missed and nothing else', async () => {
  const api = await openApi();
  const first = await connect(api.app, viewer);
  await first.subscribe({ topic: 'metrics' });
  for (const cpu of [1, 2, 3]) {
    api.fleet.processListeners.tell({ metrics: measure(`srv_${cpu}`, cpu) });
  }
  await eventually(() => expect(first.items('metrics')).toHaveLength(3));
  const since = first.items('metrics')[0]!.seq;
  const second = await connect(api.app, viewer);
  await second.subscribe({ topic: 'metrics', since });
  await eventually(() => expect(second.items('metrics')).toEqual(first.items('metrics').slice(1)));
  expect(second.gaps('metrics')).toEqual([]);
});

it('a reader that comes back too late is told of the gap and gets everything anew', async () => {
  const api = await openApi();
  await create(api, 'a');
  const reader = await connect(api.app, viewer);
  await reader.subscribe({ topic: 'servers', since: 5 });
  await eventually(() => expect(reader.frames.filter(({ type }) => type !== 'error')).toHaveLength(2));
  expect(reader.frames.filter(({ type }) => type !== 'error')).toMatchObject([
    { type: 'gap', topic: 'servers' },
    { type: 'data', topic: 'servers', snapshot: true, items: [{ data: { definition: { name: 'a' } } }] },
  ]);
});

it('a filter narrows to one process, and the end of a subscription is the end', async () => {
  const api = await openApi();
  const reader = await connect(api.app, viewer);
  await reader.subscribe({ topic: 'metrics', filter: { processId: 'srv_2' } });
  const tell = (cpu: number): void => {
    for (const id of ['srv_1', 'srv_2']) api.fleet.processListeners.tell({ metrics: measure(id, cpu) });
  };
  tell(1);
  await eventually(() => expect(reader.items('metrics')).toMatchObject([{ data: { id: 'srv_2' } }]));
  reader.send({ type: 'unsubscribe', topic: 'metrics' });
  await reader.subscribe({ topic: 'processes' });
  tell(2);
  api.fleet.serverListeners.tell({ removed: 'none' });
  await create(api, 'a');
  await api.as('developer', { method: 'POST', url: '/api/servers/a/start' });
  await eventually(() => expect(reader.items('processes')).toHaveLength(1));
  expect(reader.items('metrics')).toHaveLength(1);
});
