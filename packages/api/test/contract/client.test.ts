import { expect, it } from 'vitest';
import { ApiProblem, createApiClient } from '../../src/contract/index.ts';
import { openApi, petstore, type OpenApi } from '../open-api.ts';
import { listen } from '../stream/reader.ts';

async function clientOf({ app }: OpenApi, token?: string) {
  const baseUrl = `http://127.0.0.1:${await listen(app)}`;
  return createApiClient({ baseUrl, ...(token !== undefined && { token }) });
}

it('the typed client creates, lists, starts and deletes over a real socket', async () => {
  const api = await openApi();
  const call = await clientOf(api, 'developer-token');
  const { definition } = await call('createServer', { body: { ...petstore, transport: 'http' } });
  expect(definition).toMatchObject({ name: 'petstore', transport: 'streamable' });
  const status = await call('startServer', { params: { id: definition.id }, query: { wait: 'true' } });
  expect(status.status).toBe('running');
  const { servers, total } = await call('listServers', { query: { limit: 1, status: 'running' } });
  expect([servers.map((server) => server.definition.name), total]).toEqual([['petstore'], 1]);
  expect(await call('deleteServer', { params: { id: 'petstore' } })).toBeUndefined();
});

it('a problem is thrown as it was told', async () => {
  const call = await clientOf(await openApi(), 'viewer-token');
  const error = await call('getServer', { params: { id: 'a/b?c' } }).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ApiProblem);
  expect((error as ApiProblem).problem).toMatchObject({
    code: 'server_not_found',
    detail: 'There is no server "a/b?c".',
  });
});

it('without a token the client hears that it must log in; without mcpm that nobody answers', async () => {
  const api = await openApi();
  const call = await clientOf(api);
  await expect(call('me', {})).rejects.toMatchObject({ problem: { code: 'unauthorized' } });
  await api.app.close();
  await expect(call('livez', {})).rejects.toMatchObject({ problem: { code: 'unreachable', status: 0 } });
});
