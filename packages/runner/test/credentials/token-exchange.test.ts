import type { ToolPlan } from '@mcpm/openapi';
import { startUpstream } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import type { Caller } from '../../src/call/caller.ts';
import { startAuthority } from './authority.ts';
import { openCredentials, planFor } from './open-credentials.ts';

const schemes = { oauth: { type: 'oauth2', flows: {} } };
const caller = (name: string) => ({ principal: name, headers: {}, token: `token of ${name}` });

async function open(more: Readonly<Record<string, string>> = {}) {
  const authority = await startAuthority();
  authority.answer(({ form }) => ({
    body: { access_token: `for ${form['subject_token']}`, token_type: 'Bearer', expires_in: 300 },
  }));
  const client = {
    tokenUrl: authority.tokenUrl,
    clientId: 'mcpm',
    clientSecret: 'hush-hush',
    audience: 'pets',
    ...more,
  };
  const opened = await openCredentials({ tokenExchange: JSON.stringify(client) });
  const upstream = await startUpstream({
    handler: ({ headers }) => ({ body: { sent: headers.authorization ?? null } }),
  });
  return {
    ...opened,
    call: (plan: ToolPlan, by: Caller) => opened.call(plan, undefined, by),
    authority,
    upstream,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await authority[Symbol.asyncDispose]();
      await upstream.close();
    },
  };
}

const textOf = ({ body }: { readonly body: Uint8Array }) => Buffer.from(body).toString();

test("R33: a caller's token is exchanged once for all calls at a time, and the result is sent for that caller only", async () => {
  await using server = await open({ scope: 'read', resource: 'https://pets.example.com' });
  const plan = await planFor(server.upstream.url, schemes);
  const calls = ['alice', 'bob'].flatMap((name) =>
    Array.from({ length: 50 }, async () => {
      expect(textOf(await server.call(plan, caller(name)))).toBe(
        JSON.stringify({ sent: `Bearer for token of ${name}` }),
      );
    }),
  );
  await Promise.all(calls);
  expect(server.authority.questions).toHaveLength(2);
  expect(server.authority.questions[0]).toEqual({
    form: {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: 'token of alice',
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      audience: 'pets',
      resource: 'https://pets.example.com',
      scope: 'read',
    },
    authorization: `Basic ${Buffer.from('mcpm:hush-hush').toString('base64')}`,
  });
  server.clock.advance(280_000);
  await server.call(plan, caller('alice'));
  expect(server.authority.questions).toHaveLength(3);
});

test('R33: an operation that asks for nothing is sent nothing; a document that says nothing of security is sent the token', async () => {
  await using server = await open();
  const none = await planFor(server.upstream.url, schemes, []);
  expect(textOf(await server.call(none, caller('alice')))).toBe('{"sent":null}');
  expect(server.authority.questions).toHaveLength(0);
  const { security: _none, ...request } = none.request;
  expect(textOf(await server.call({ ...none, request }, caller('alice')))).toContain('Bearer for token of alice');
});

test('R33: a refused exchange is told without any token, and not repeated at once', async () => {
  await using server = await open();
  const plan = await planFor(server.upstream.url, schemes);
  server.authority.answer(() => ({ status: 400, body: { error: 'invalid_grant', error_description: 'too old' } }));
  for (let round = 0; round < 3; round += 1)
    await expect(server.call(plan, caller('alice'))).rejects.toThrow(
      /could not be exchanged .*answered 400 invalid_grant \(too old\).*Log in again/,
    );
  expect(server.authority.questions).toHaveLength(1);
  await expect(server.call(plan, { principal: 'token', headers: {} })).rejects.toThrow('came without one');
  server.authority.answer(() => ({ body: { access_token: 'x', token_type: 'N_A' } }));
  await expect(server.call(plan, caller('bob'))).rejects.toThrow('brings no bearer token');
  expect(server.upstream.requests).toHaveLength(0);
});

test('R33: a token that the API refuses is exchanged once more, and secrets it quotes are hidden', async () => {
  await using server = await open();
  const plan = await planFor(server.upstream.url, schemes);
  let count = 0;
  server.authority.answer(() => ({ body: { access_token: `exchanged-${++count}`, token_type: 'bearer' } }));
  server.upstream.respond(({ headers }) =>
    headers.authorization === 'Bearer exchanged-2'
      ? { body: 'fine' }
      : { status: 401, body: `not ${headers.authorization}` },
  );
  expect(textOf(await server.call(plan, caller('alice')))).toBe('fine');
  server.upstream.respond(({ headers }) => ({
    status: 403,
    body: `${headers.authorization} of ${caller('alice').token} by hush-hush`,
  }));
  expect(textOf(await server.call(plan, caller('alice')))).toBe('Bearer [redacted] of [redacted] by [redacted]');
});

test('a client that cannot be used is refused at the start, its secret unsaid', async () => {
  for (const tokenExchange of [
    'no JSON hush-hush',
    '{"clientId":"a","clientSecret":"hush-hush"}',
    '{"tokenUrl":"http://as.example.com/t","clientId":"hush-hush"}',
  ]) {
    const refused: unknown = await openCredentials({ tokenExchange }).catch((error: unknown) => error);
    expect(String(refused)).toMatch(/--token-exchange/);
    expect(String(refused)).not.toMatch(/hush/);
  }
});
