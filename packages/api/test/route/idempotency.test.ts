import { McpmError } from '@mcpm/domain';
import { FakeClock } from '@mcpm/test-kit';
import { expect, it } from 'vitest';
import { openApi, petstore, type OpenApi } from '../open-api.ts';

const create = ({ as }: OpenApi, key: string, payload: object = petstore, role: 'admin' | 'developer' = 'developer') =>
  as(role, { method: 'POST', url: '/api/servers', payload, headers: { 'idempotency-key': key } });

it('the same request under the same key is done once and answered alike', async () => {
  const api = await openApi();
  const first = await create(api, 'k1');
  const second = await create(api, 'k1');
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(second.json()).toEqual(first.json());
  expect(second.headers.location).toBe('/api/servers/srv_1');
  expect(api.fleet.creations).toHaveLength(1);
  expect(api.operations.operations).toHaveLength(1);
});

it('two such requests at the same time are one', async () => {
  const api = await openApi();
  const answers = await Promise.all([create(api, 'k1'), create(api, 'k1')]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
  expect(api.fleet.creations).toHaveLength(1);
});

it('a refusal is given again too, a failure that may pass is tried again', async () => {
  const api = await openApi();
  await create(api, 'other');
  expect((await create(api, 'k1')).json().code).toBe('name_taken');
  expect((await create(api, 'k1')).json().code).toBe('name_taken');
  expect(api.fleet.creations).toHaveLength(2);
  api.fleet.nextError = new McpmError('process_limit_reached', 'Ten run already.');
  expect((await create(api, 'k2', { ...petstore, name: 'two' })).statusCode).toBe(503);
  expect((await create(api, 'k2', { ...petstore, name: 'two' })).statusCode).toBe(201);
});

it('a key used for another request is refused, another caller may use it', async () => {
  const api = await openApi();
  await create(api, 'k1');
  const other = await create(api, 'k1', { ...petstore, name: 'other' });
  expect(other.json()).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/headers/idempotency-key' }] });
  expect((await create(api, 'k1', { ...petstore, name: 'other' }, 'admin')).statusCode).toBe(201);
  expect((await create(api, 'x'.repeat(256))).json().code).toBe('validation_failed');
});

it('a key is forgotten after ten minutes', async () => {
  const clock = new FakeClock(1_800_000_000_000);
  const api = await openApi({ now: clock.now });
  await create(api, 'k1');
  clock.advance(599_000);
  expect((await create(api, 'k1')).statusCode).toBe(201);
  clock.advance(2000);
  expect((await create(api, 'k1')).json().code).toBe('name_taken');
});
