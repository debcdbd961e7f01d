import { expect, test } from 'vitest';
import { dieInStorms } from '../dying-in-a-storm.ts';

test('P1, P28: twenty supervisors, each killed at a random moment of its storm, leave alive only what is to survive, and nobody ever sees two of one id', async () => {
  const { met, children, survived } = await dieInStorms(Array.from({ length: 20 }, () => 'SIGKILL'));
  expect(met).toEqual([]);
  expect(children).toBeGreaterThan(60);
  expect(survived).toBeGreaterThan(0);
});
