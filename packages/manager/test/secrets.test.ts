import { expect, test } from 'vitest';
import { secretValues } from '../src/index.ts';

test('the secrets inside of a JSON credential are secret too, the rest of it is not', () => {
  const login = { clientId: 'app', clientSecret: 'hunter2-secret', refreshToken: 'refresh-me', scope: 'read write' };
  const oauth = JSON.stringify(login);
  const basic = JSON.stringify({ username: 'ann', password: 'open sesame' });
  expect(
    secretValues({
      authToken: 'tok',
      'credential:oauth': oauth,
      'credential:basic': basic,
      'header:X-Key': '{not json',
    }),
  ).toEqual(['tok', oauth, 'hunter2-secret', 'refresh-me', basic, 'open sesame', '{not json']);
});
