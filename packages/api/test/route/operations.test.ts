import { describe, expect, it } from 'vitest';
import { routes, type Route } from '../../src/contract/index.ts';
import { openApi, petstore } from '../open-api.ts';
import { promises } from '../promises.ts';

const changing = Object.entries(routes as Record<string, Route>).filter(([, { changes }]) => changes);

describe(`${promises.M38} (operations)`, () => {
  it.each(changing)('%s leaves an operation and a line', async (action, { method, path }) => {
    const { as, operations, logs } = await openApi();
    const url = path.replace('{id}', 'petstore');
    const answer = await as('admin', { method, url, ...(method !== 'DELETE' && { payload: {} }) });
    const requestId = answer.headers['x-request-id'];
    expect(operations.operations).toEqual([
      expect.objectContaining({ actor: 'admin', action, requestId, result: answer.statusCode }),
    ]);
    const line = logs.lines.find(({ category }) => category === 'operation');
    expect(line?.text).toContain(`admin ${action}`);
    expect(line?.text).toContain(String(requestId));
  });

  it('says what was done to what, and nothing of what was in it', async () => {
    const { as, operations, logs, fleet } = await openApi();
    const payload = { ...petstore, authToken: 'planted-secret', headers: { 'X-Key': 'planted-secret' } };
    await as('developer', { method: 'POST', url: '/api/servers', payload });
    await as('developer', { method: 'DELETE', url: '/api/servers/petstore' });
    await as('admin', { method: 'POST', url: '/api/tokens', payload: { name: 'ci', role: 'viewer' } });
    expect(operations.operations).toMatchObject([
      { actor: 'developer', action: 'createServer', target: 'srv_1', result: 201 },
      { actor: 'developer', action: 'deleteServer', target: 'petstore', result: 204 },
      { actor: 'admin', action: 'createToken', target: 'tok_ci', result: 201 },
    ]);
    expect(fleet.creations[0]?.authToken).toBe('planted-secret');
    const said = JSON.stringify([operations.operations, logs.lines]);
    expect(said).not.toContain('planted-secret');
    expect(said).not.toContain('value-of-ci');
  });

  it('tells of what was tried and refused, and of who was not allowed', async () => {
    const { as, app, operations } = await openApi();
    await as('viewer', { method: 'POST', url: '/api/servers', payload: petstore });
    await app.inject({ method: 'POST', url: '/api/servers', payload: petstore });
    expect(operations.operations).toMatchObject([{ actor: 'viewer', action: 'createServer', result: 403 }]);
  });

  it('a reader sees them, newest first', async () => {
    const { as } = await openApi();
    await as('admin', { method: 'POST', url: '/api/servers', payload: petstore });
    await as('admin', { method: 'POST', url: '/api/servers/petstore/start' });
    const { operations } = (await as('admin', { url: '/api/operations?limit=1' })).json();
    expect(operations).toMatchObject([{ action: 'startServer', target: 'petstore', result: 202 }]);
  });
});

it('a change is not undone by a store that cannot keep its trace; the system log says so', async () => {
  const { as, operations, logs } = await openApi();
  operations.broken = true;
  expect((await as('developer', { method: 'POST', url: '/api/servers', payload: petstore })).statusCode).toBe(201);
  expect(logs.lines.find(({ category }) => category === 'system')?.text).toContain('the database is gone');
});

it('reading leaves no trace', async () => {
  const { as, operations } = await openApi();
  await as('admin', { url: '/api/servers' });
  expect(operations.operations).toEqual([]);
});
