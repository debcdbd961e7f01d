import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Supervision } from '../supervision.ts';
import { alive, incarnations, meetings, witness } from './places.ts';
import { chaosSeed } from './seed.ts';
import { stormAgain } from './storm.ts';

test('P1, P3, P5: whatever callers command at once, with other commands, kills and crashes between, no child ever meets another of its id', async () => {
  const storms = 50;
  expect(await stormAgain(storms, chaosSeed('storm'))).toBeGreaterThan(storms);
});

test('the witness of that notices two', async () => {
  await using home = temporaryHome();
  await using supervision = new Supervision();
  await supervision.manager.startProcess(witness(home.path, 'place'));
  await supervision.manager.startProcess({ ...witness(home.path, 'place'), id: 'twin' });
  const [first, second] = incarnations(home.path, 'place');
  expect(meetings(home.path, 'place')).toEqual([`two ${second?.pid} ${first?.pid}`]);
  expect(alive(home.path, 'place')).toHaveLength(2);
});
