import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPets, type PetsEndpoint } from './open-pets.ts';
import { begin, call, modern, modernHeaders, post, read } from './talk.ts';

let pets: PetsEndpoint;

beforeAll(async () => {
  pets = await openPets();
});

afterAll(() => pets.close());

const CLIENTS = 64;
const ROUNDS = 8;

test('R39: the same ids of sixty-four clients never cross, sessions and requests of both eras at once', async () => {
  const client = async (number: number): Promise<void> => {
    const session = number % 2 === 0 ? await begin(pets.url) : undefined;
    for (let id = 0; id < ROUNDS; id += 1) {
      const key = `${number}-${id}`;
      // Every other call is answered late and out of turn.
      const message = id % 2 === 0 ? call(id, 'listPets', { limit: number }) : call(id, 'wait', { key });
      const answer = session
        ? post(pets.url, message, session)
        : post(pets.url, modern(message), modernHeaders(message));
      if (id % 2 === 1) await pets.releaseSoon(key);
      const { result, id: answered } = await read(await answer);
      const text = id % 2 === 0 ? `{"limit":${number}}` : `released ${key}`;
      expect([answered, result?.['content']]).toEqual([id, [{ type: 'text', text }]]);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
});
