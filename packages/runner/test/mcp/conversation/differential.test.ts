import { expect, test } from 'vitest';
import { LOCAL_CALLER } from '../../../src/call/caller.ts';
import { Conversation } from '../../../src/mcp/conversation/conversation.ts';
import { isMessage, isRequest, readMessage } from '../../../src/mcp/message/wire-message.ts';
import { openParts } from '../open-parts.ts';
import { randomMessage, seededRandom } from './random-messages.ts';
import { RecordedClient } from './recorded-client.ts';

const MESSAGES = 6_000;
/** Messages after which both begin anew. */
const CONVERSATION = 60;

test('R36: the short path and the SDK alone answer 6,000 random messages of both eras with equal messages in equal order', async () => {
  const { parts } = await openParts();
  const random = seededRandom(20_261_122);
  const answered = new Map<string, number>();
  for (let first = 0; first < MESSAGES; first += CONVERSATION) {
    const eras = random() < 0.7 ? 'both' : 'legacy';
    const [short, sdk] = [new RecordedClient(), new RecordedClient()];
    const ours = new Conversation(parts, short, { eras });
    const theirs = new Conversation(parts, sdk, { eras, shortPath: false });
    for (let id = first; id < first + CONVERSATION; id += 1) {
      const raw = randomMessage(random, id);
      const message = readMessage(raw);
      if (!isMessage(message)) continue;
      const before = [short.messages.length, sdk.messages.length];
      for (const conversation of [ours, theirs]) conversation.receive(structuredClone(message), LOCAL_CALLER);
      if (!isRequest(message)) continue;
      // A subscription is answered by a notification, and by its result when the conversation ends.
      const listens = message.method === 'subscriptions/listen' && eras === 'both';
      if (!listens) await Promise.all([short.answer(message.id), sdk.answer(message.id)]);
      else await Promise.all([ours, theirs].map((conversation) => probe(conversation, [short, sdk])));
      const [a, b] = [short.messages.slice(before[0]), sdk.messages.slice(before[1])];
      expect({ raw, answers: a }).toEqual({ raw, answers: b });
      const kind = `${message.method} ${'error' in (a.at(-1) ?? {}) ? 'refused' : 'answered'}`;
      answered.set(kind, (answered.get(kind) ?? 0) + 1);
    }
    expect(ours.protocolVersion).toBe(theirs.protocolVersion);
    await Promise.all([ours.close(), theirs.close()]);
    expect(short.messages).toEqual(sdk.messages);
  }
  for (const kind of ['tools/call answered', 'tools/list answered', 'tools/list refused', 'server/discover answered']) {
    expect(answered.get(kind)).toBeGreaterThan(20);
  }
});

/** Asks something only the SDK answers, so that all that came before is done. */
async function probe(conversation: Conversation, clients: readonly RecordedClient[]): Promise<void> {
  const id = `probe ${performance.now()}`;
  conversation.receive({ jsonrpc: '2.0', id, method: 'prompts/get', params: { name: 'x' } }, LOCAL_CALLER);
  await Promise.race(clients.map((client) => client.answer(id)));
  for (const client of clients) {
    const place = client.messages.findIndex((message) => message['id'] === id);
    if (place !== -1) client.messages.splice(place, 1);
  }
}
