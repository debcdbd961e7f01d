import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPets, type PetsEndpoint } from './open-pets.ts';
import { randomRequest, seeded, type RandomRequest } from './random-requests.ts';
import { openReference } from './reference.ts';
import { begin, events, post, take } from './talk.ts';

let pets: PetsEndpoint;
let reference: Awaited<ReturnType<typeof openReference>>;

beforeAll(async () => {
  pets = await openPets();
  reference = await openReference(pets.parts);
});

afterAll(async () => {
  reference.close();
  await pets.close();
});

/** What an answer says. Refusals before any server was asked are worded otherwise; the other headers and the id of a new session are not compared. */
async function said(url: string, { body, headers }: RandomRequest, session: Record<string, string>): Promise<unknown> {
  const answer = await post(url, JSON.stringify(body), { ...session, ...headers });
  if (answer.headers.get('content-type') === 'text/event-stream') {
    return { status: answer.status, stream: (await take(events(answer), 99)).map(({ data }) => JSON.parse(data)) };
  }
  const text = await answer.text();
  const json = text === '' ? undefined : JSON.parse(text);
  const type = text === '' ? undefined : answer.headers.get('content-type');
  if (json?.error !== undefined && json.id === null) return { status: answer.status };
  return { status: answer.status, type, json, begun: answer.headers.has('mcp-session-id') && json?.result?.serverInfo };
}

describe.each([
  ['modern', 1],
  ['modern', 2],
  ['legacy', 3],
  ['legacy', 4],
] as const)('random requests of the %s era, seed %i', (era, seed) => {
  test('are answered as the SDK alone answers them', async () => {
    const random = seeded(seed);
    const ours = era === 'legacy' ? await begin(pets.url) : {};
    const theirs = era === 'legacy' ? await begin(reference.url) : {};
    for (let count = 0; count < 250; count += 1) {
      const request = randomRequest(random, era);
      // The SDK takes batches of every revision; here only the one that has them does.
      if (era === 'legacy' && Array.isArray(request.body)) continue;
      const [mine, its] = [await said(pets.url, request, ours), await said(reference.url, request, theirs)];
      expect({ request, answer: mine }).toEqual({ request, answer: its });
    }
  });
});
