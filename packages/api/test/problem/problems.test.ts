import { McpmError, Problem } from '@mcpm/domain';
import { expect, it } from 'vitest';
import { openApi, petstore } from '../open-api.ts';

const json = { 'content-type': 'application/json' };

it('a named failure is a problem with code, next step and the request id of the header', async () => {
  const { as } = await openApi();
  const answer = await as('viewer', { url: '/api/servers/nobody' });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(Problem.parse(answer.json())).toEqual({
    type: 'urn:mcpm:error:server_not_found',
    title: 'There is no such server',
    status: 404,
    detail: 'There is no server "nobody".',
    code: 'server_not_found',
    next: 'List the servers with GET /api/servers; use an id or a name from there.',
    requestId: answer.headers['x-request-id'],
  });
});

it('every fault of parameters, query and body is told at once, with JSON pointers', async () => {
  const { as } = await openApi();
  const body = { name: 'Not A Name', port: 0, env: { 'A/B': 'x' }, tags: [''], surprise: 1 };
  const answer = await as('developer', { method: 'PATCH', url: '/api/servers/x?apply=perhaps', payload: body });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().code).toBe('validation_failed');
  const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
  expect(pointers.toSorted()).toEqual(['/env/A~1B', '/name', '/port', '/query/apply', '/surprise', '/tags/0']);
  expect(answer.json().detail).toContain('(and 5 more)');
});

it('a missing body is a fault of the body as a whole', async () => {
  const { as } = await openApi();
  const answer = await as('developer', { method: 'POST', url: '/api/servers', headers: json });
  expect(answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '' }] });
});

it('of several shapes the faults of the nearest are told', async () => {
  const { app } = await openApi();
  const answer = await app.inject({ method: 'POST', url: '/api/auth/login', payload: { token: '' } });
  expect(answer.json().errors).toEqual([{ pointer: '/token', message: expect.stringContaining('1') }]);
});

it('a request without a body may carry a JSON content type', async () => {
  const { as } = await openApi();
  await as('developer', { method: 'POST', url: '/api/servers', payload: petstore });
  const answer = await as('developer', { method: 'POST', url: '/api/servers/petstore/start', headers: json });
  expect(answer.statusCode).toBe(202);
});

it.each([
  ['broken JSON', { headers: json, payload: '{"name":' }, 400, 'malformed_request'],
  ['a poisoned prototype', { headers: json, payload: '{"__proto__":{}}' }, 400, 'malformed_request'],
  ['plain text', { headers: { 'content-type': 'text/plain' }, payload: '{}' }, 415, 'unsupported_media_type'],
  [
    'a form',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'a=b' },
    415,
    'unsupported_media_type',
  ],
  ['too much', { headers: json, payload: JSON.stringify({ openapi: 'x'.repeat(5000) }) }, 413, 'body_too_large'],
] as const)('%s is refused by name', async (_what, request, status, code) => {
  const { as } = await openApi({ maxBodyBytes: 4096 });
  const answer = await as('developer', { method: 'POST', url: '/api/servers', ...request });
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});

it('nobody unknown gets a body read', async () => {
  const { app } = await openApi({ maxBodyBytes: 100 });
  const answer = await app.inject({ method: 'POST', url: '/api/servers', headers: json, payload: 'x'.repeat(5000) });
  expect(answer.json().code).toBe('unauthorized');
});

it('an unknown path below /api is a problem; other paths are left to whoever serves them', async () => {
  const { app, as } = await openApi();
  app.setNotFoundHandler((_request, reply) => reply.send('console'));
  const answer = await as('viewer', { url: '/api/nothing?secret=1' });
  expect(answer.json()).toMatchObject({ code: 'route_not_found', detail: 'There is nothing at GET /api/nothing.' });
  expect((await as('viewer', { method: 'PATCH', url: '/api/servers' })).json().code).toBe('route_not_found');
  expect((await as('viewer', { url: '/api/servers/%zz' })).json().code).toBe('malformed_request');
  expect((await app.inject('/anything')).body).toBe('console');
});

it('a bug is hidden from the caller, and its stack is in the system log under the request id', async () => {
  const { as, fleet, logs } = await openApi();
  fleet.nextError = new Error('the wire is cut', { cause: new Error('by a mouse') });
  const answer = await as('developer', { method: 'POST', url: '/api/servers', payload: petstore });
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'internal_error', title: 'mcpm has a bug here' });
  expect(answer.body).not.toContain('wire');
  const line = logs.lines.find(({ category }) => category === 'system');
  expect(line).toMatchObject({ level: 'error' });
  for (const part of ['the wire is cut', 'by a mouse', answer.json().requestId, 'problems.test.ts'])
    expect(line?.text).toContain(part);
});

it('a failure that passes says when to try again', async () => {
  const { as, fleet } = await openApi();
  fleet.nextError = new McpmError('process_limit_reached', 'Ten run already.', { retryAfter: 6.2 });
  const answer = await as('developer', { method: 'POST', url: '/api/servers', payload: petstore });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '7']);
});

it('an answer carries nothing its schema does not name', async () => {
  const { as, services } = await openApi();
  const info = await services.system.info();
  Object.assign(services.system, { info: async () => ({ ...info, secret: 'key' }) });
  const answer = await as('viewer', { url: '/api/system' });
  expect(answer.json().version).toBe('1.2.3');
  expect(answer.body).not.toContain('secret');
});
