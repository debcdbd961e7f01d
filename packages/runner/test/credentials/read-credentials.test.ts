import { expect, test } from 'vitest';
import { readCredentials } from '../../src/credentials/read-credentials.ts';

const canary = 'canary-0123456789';

test('a plain value is sent as it is, a login becomes user:password, an OAuth2 client gets tokens', async () => {
  const { values, clients, faults } = await readCredentials({
    key: canary,
    pair: `user:${canary}`,
    padded: ` ${canary}\n`,
    login: JSON.stringify({ username: 'user', password: '{a:b}' }),
    oauth: JSON.stringify({ clientId: 'me', clientSecret: canary, tokenUrl: 'http://localhost:1/token' }),
    __proto__x: canary,
  });
  expect(faults).toEqual([]);
  expect({ ...values }).toEqual({
    key: canary,
    pair: `user:${canary}`,
    padded: canary,
    login: 'user:{a:b}',
    __proto__x: canary,
  });
  expect(Object.fromEntries(clients)).toEqual({
    oauth: { clientId: 'me', clientSecret: canary, tokenUrl: 'http://localhost:1/token' },
  });
});

test('R34: a credential that cannot be used is named by its scheme, never by its value', async () => {
  const wrong: Readonly<Record<string, readonly [value: string, told: RegExp]>> = {
    cut: [`{"clientId":"${canary}"`, /starts like JSON, but is none/],
    empty: ['  ', /is empty/],
    line: [`${canary}\nX-Other: 1`, /line break/],
    bare: [`{"clientSecret":"${canary}"}`, /without "clientId"/],
    typo: [`{"clientId":"me","clientsecret":"${canary}"}`, /clientsecret/],
    number: [`{"clientId":"me","clientSecret":12345678}`, /"clientSecret"/],
    method: [`{"clientId":"me","authMethod":"${canary}"}`, /"authMethod".*basic.*post/],
    far: [`{"clientId":"me","tokenUrl":"http://${canary}.example/token"}`, /"tokenUrl": it has to be an https URL/],
    colon: [`{"username":"${canary}:","password":"${canary}"}`, /"username": it may hold no colon/],
    list: [`{"username":"${canary}"}`, /"password"/],
  };
  const given = Object.fromEntries(Object.entries(wrong).map(([scheme, [value]]) => [scheme, value]));
  const { faults, values } = await readCredentials(given);
  expect(Object.keys(values)).toEqual([]);
  expect(faults).toHaveLength(Object.keys(wrong).length);
  for (const [index, [scheme, [, told]]] of Object.entries(wrong).entries()) {
    expect(faults[index]?.message).toMatch(new RegExp(`^for "${scheme}" `));
    expect(faults[index]?.message).toMatch(told);
    expect(faults[index]?.message).not.toContain(canary);
  }
});
