import { eventually, keepsWithin } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { LOCAL_CALLER } from '../../../src/call/caller.ts';
import { Conversation, type ConversationOptions } from '../../../src/mcp/conversation/conversation.ts';
import { isMessage, readMessage } from '../../../src/mcp/message/wire-message.ts';
import { openParts, type OpenParts } from '../open-parts.ts';
import { RecordedClient, type Received } from './recorded-client.ts';

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

interface Talk extends OpenParts {
  readonly client: RecordedClient;
  readonly conversation: Conversation;
  readonly say: (message: Received) => void;
  readonly ask: (id: number, method: string, params?: Received) => Promise<Received>;
}

async function open(options?: ConversationOptions): Promise<Talk> {
  const opened = await openParts();
  const client = new RecordedClient();
  const conversation = new Conversation(opened.parts, client, options);
  const say = (message: Received) => {
    const read = readMessage({ jsonrpc: '2.0', ...message });
    if (!isMessage(read)) throw new Error(read.malformed);
    conversation.receive(read, LOCAL_CALLER);
  };
  const ask = (id: number, method: string, params: Received = {}) => {
    say({ id, method, params });
    return client.answer(id);
  };
  return { ...opened, client, conversation, say, ask };
}

const initialize = (protocolVersion: string) => ({
  protocolVersion,
  capabilities: {},
  clientInfo: { name: 'c', version: '1' },
});

describe.each([true, false])('with the short path: %s', (shortPath) => {
  test('R42: a cancelled call is aborted within 100 ms and never answered, in both eras', async () => {
    const { say, ask, client, waiting, aborted } = await open({ shortPath });
    for (const params of [{}, { _meta: META }]) {
      await keepsWithin(100, async (round) => {
        const [id, key] = [round, JSON.stringify({ params, round })];
        say({ id, method: 'tools/call', params: { ...params, name: 'wait', arguments: { key } } });
        await eventually(() => expect(waiting.has(key)).toBe(true));
        const before = performance.now();
        say({ method: 'notifications/cancelled', params: { requestId: id, reason: 'no more' } });
        await eventually(() => expect(aborted.has(key)).toBe(true));
        return aborted.get(key)! - before;
      });
    }
    await ask(100, 'ping');
    expect(client.messages.map(({ id }) => id)).toEqual([100]);
  });

  test('R21: progress comes in order on the way of its call, and none after its result', async () => {
    const { ask, client } = await open({ shortPath });
    await ask(1, 'tools/call', { name: 'steps', _meta: { progressToken: 'p' } });
    await ask(2, 'ping');
    expect(client.messages.map(({ id, params }) => id ?? params)).toEqual([
      { progressToken: 'p', progress: 1, message: 'one' },
      { progressToken: 'p', progress: 2, message: 'two' },
      { progressToken: 'p', progress: 3, message: 'three' },
      1,
      2,
    ]);
  });

  test('nothing is sent once it is closed, and what was under way is aborted', async () => {
    const { say, client, conversation, waiting, aborted, release } = await open({ shortPath });
    say({ id: 1, method: 'tools/call', params: { name: 'wait', arguments: { key: 'k' } } });
    await eventually(() => expect(waiting.has('k')).toBe(true));
    await conversation.close();
    expect(aborted.has('k')).toBe(true);
    release('k');
    say({ id: 2, method: 'ping' });
    conversation.toolsChanged();
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.messages).toEqual([]);
  });

  test('R38: a client that waits for no answer is refused at some point, and may go on when it has', async () => {
    const { say, ask, client, conversation } = await open({ shortPath });
    const call = (id: number) =>
      say({ id, method: 'tools/call', params: { name: 'wait', arguments: { key: `k${id}` } } });
    for (let id = 1; id <= 4_100; id += 1) call(id);
    await eventually(() => expect(client.messages.map(({ id }) => id)).toEqual([4_097, 4_098, 4_099, 4_100]));
    expect(client.messages[0]).toHaveProperty('error.message', expect.stringContaining('Too many requests'));
    say({ method: 'notifications/cancelled', params: { requestId: 1 } });
    await eventually(async () => expect(await ask(performance.now() | 0, 'ping')).toHaveProperty('result'));
    await conversation.close();
  });

  test('R36: both eras are served side by side, whichever came first', async () => {
    const { ask } = await open({ shortPath });
    const modern = { _meta: META };
    expect(await ask(1, 'server/discover', modern)).toHaveProperty('result.supportedVersions', ['2026-07-28']);
    expect(await ask(2, 'tools/list', modern)).toHaveProperty('result.resultType', 'complete');
    expect(await ask(3, 'initialize', initialize('2025-06-18'))).toHaveProperty('result.protocolVersion', '2025-06-18');
    expect(await ask(4, 'tools/list')).not.toHaveProperty('result.resultType');
    expect(await ask(5, 'server/discover', modern)).toHaveProperty('result.resultType', 'complete');
    expect(await ask(6, 'resources/read', { uri: 'mcpm://answers/1' })).toHaveProperty('result.contents.0.blob');
    const read = await ask(7, 'resources/read', { ...modern, uri: 'mcpm://answers/1' });
    expect(read).toHaveProperty('result.cacheScope', 'private');
  });

  test('R36: a client that called as a modern one and never sent initialize is refused what does not say its revision', async () => {
    const { ask, conversation } = await open({ shortPath });
    await ask(1, 'server/discover', { _meta: META });
    expect(await ask(2, 'tools/list')).toHaveProperty('result.tools');
    await ask(3, 'tools/list', { _meta: META });
    for (const [id, params] of [{}, { _meta: {} }, { _meta: { progressToken: 1 } }].entries()) {
      expect(await ask(id + 4, 'tools/list', params)).toHaveProperty('error.code', -32_602);
      expect(await ask(id + 7, 'tools/call', { ...params, name: 'listPets' })).toHaveProperty('error.code', -32_602);
    }
    expect(await ask(10, 'initialize', initialize('2025-11-25'))).toHaveProperty('result.protocolVersion');
    expect(await ask(11, 'tools/list')).toHaveProperty('result.tools');
    await conversation.close();
  });

  test('a notification of a modern client that does not say its revision makes it no legacy one', async () => {
    const { ask, say, client, conversation } = await open({ shortPath });
    await ask(1, 'tools/list', { _meta: META });
    say({ method: 'notifications/cancelled', params: { requestId: 1 } });
    conversation.toolsChanged();
    await ask(2, 'tools/list', { _meta: META });
    expect(client.messages.map(({ id }) => id)).toEqual([1, 2]);
  });

  test('R36: a revision nobody here knows is refused with those that are served, also later on', async () => {
    const { ask } = await open({ shortPath });
    const unknown = { _meta: { ...META, 'io.modelcontextprotocol/protocolVersion': '2030-01-01' } };
    await ask(1, 'tools/list', { _meta: META });
    for (const id of [2, 3]) {
      expect(await ask(id, 'tools/list', unknown)).toHaveProperty('error', {
        code: -32_022,
        message: 'Unsupported protocol version: 2030-01-01',
        data: { supported: ['2026-07-28'], requested: '2030-01-01' },
      });
      await ask(id + 10, 'initialize', initialize('2025-11-25'));
    }
  });

  test('R41: a changed list is told to clients of the legacy era, and to those of the modern one who subscribed', async () => {
    const { say, ask, client, conversation } = await open({ shortPath });
    await ask(1, 'tools/list', { _meta: META });
    conversation.toolsChanged();
    say({
      id: 'sub',
      method: 'subscriptions/listen',
      params: { _meta: META, notifications: { toolsListChanged: true } },
    });
    await eventually(() => expect(client.messages.at(-1)?.['method']).toBe('notifications/subscriptions/acknowledged'));
    conversation.toolsChanged();
    await eventually(() => expect(client.messages).toHaveLength(3));
    expect(client.messages[2]).toHaveProperty('params._meta', { 'io.modelcontextprotocol/subscriptionId': 'sub' });
    await ask(2, 'initialize', initialize('2025-11-25'));
    conversation.toolsChanged();
    await eventually(() => expect(client.messages).toHaveLength(6));
    expect(client.messages.slice(4)).toContainEqual({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
    await conversation.close();
    expect(client.messages.at(-1)).toMatchObject({ id: 'sub', result: { resultType: 'complete' } });
  });

  test('a client of an older revision gets no links, one of a newer one does', async () => {
    const { ask } = await open({ shortPath });
    await ask(1, 'initialize', initialize('2025-03-26'));
    expect(await ask(2, 'tools/call', { name: 'link' })).toHaveProperty('result.content.length', 1);
    await ask(3, 'initialize', initialize('2025-06-18'));
    expect(await ask(4, 'tools/call', { name: 'link' })).toHaveProperty('result.content.length', 2);
  });

  test('params that do not fit are refused as such, with what is wrong', async () => {
    const { ask } = await open({ shortPath });
    for (const [id, [method, params, said]] of (
      [
        ['tools/list', { cursor: 5 }, 'cursor must be a text'],
        ['tools/call', { name: 5 }, 'Invalid tools/call request'],
        ['resources/read', {}, 'uri must be a text'],
        ['prompts/get', {}, 'name must be a text'],
        ['initialize', { protocolVersion: '2025-11-25' }, 'capabilities must be an object'],
        ['initialize', {}, 'protocolVersion must be a text'],
        ['tools/list', { _meta: META, cursor: 5 }, 'cursor must be a text'],
      ] as const
    ).entries()) {
      const answer = await ask(id, method, params);
      expect(answer).toHaveProperty('error.code', -32_602);
      expect(answer).toHaveProperty('error.message', expect.stringContaining(said));
    }
  });

  test('a bug in a tool is told without its text, which is in the log', async () => {
    const { ask, log } = await open({ shortPath });
    const answer = await ask(1, 'tools/call', { name: 'breaks' });
    expect(answer).toHaveProperty('error.code', -32_603);
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(log.join('')).toContain('a secret of the inside');
  });
});

test('what was agreed without the SDK holds when a later request needs it', async () => {
  const { ask, say, conversation } = await open();
  await ask(1, 'initialize', initialize('2025-03-26'));
  say({ method: 'notifications/initialized' });
  expect(conversation.protocolVersion).toBe('2025-03-26');
  expect(await ask(2, 'prompts/get', { name: 'x' })).toHaveProperty('error.message', 'Unknown prompt: x');
  expect(conversation.protocolVersion).toBe('2025-03-26');
});
