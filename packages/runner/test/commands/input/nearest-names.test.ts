import { expect, test } from 'vitest';
import { nearestNames } from '../../../src/commands/input/nearest-names.ts';

const names = ['listPets', 'createPet', 'getPetById', 'getUserByName', 'uploadFile'];

test.each([
  ['listpets', 'listPets'],
  ['creatPet', 'createPet'],
  ['pets_list', 'listPets'],
  ['get-pet', 'getPetById'],
  ['upload', 'uploadFile'],
])('%s is near %s', (wanted, nearest) => {
  expect(nearestNames(wanted, names)[0]).toBe(nearest);
});

test('what is like nothing has no proposals', () => {
  expect(nearestNames('zzz', names)).toEqual([]);
});
