import { expect, test } from 'vitest';
import { dieInStorms } from './dying-in-a-storm.ts';

test('P1, P28: supervisors that die in the middle of a storm leave alive only what is to survive, and nobody ever sees two of one id', async () => {
  const { met, children } = await dieInStorms(['SIGKILL', 'throw', 'SIGKILL', 'SIGTERM', 'SIGKILL']);
  expect(met).toEqual([]);
  expect(children).toBeGreaterThan(5);
});
