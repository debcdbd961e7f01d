import { expect, test } from 'vitest';
import { LOCAL_CALLER } from '../../../src/call/caller.ts';
import { Conversation } from '../../../src/mcp/conversation/conversation.ts';
import { isMessage, readMessage } from '../../../src/mcp/message/wire-message.ts';
import { openParts } from '../open-parts.ts';
import { RecordedClient, type Received } from './recorded-client.ts';

const modern = (logLevel?: string) => ({
  _meta: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    ...(logLevel !== undefined && { 'io.modelcontextprotocol/logLevel': logLevel }),
  },
});

async function open(shortPath: boolean) {
  const { parts } = await openParts();
  const client = new RecordedClient();
  const conversation = new Conversation(parts, client, { shortPath });
  let id = 0;
  const ask = (method: string, params: Received = {}) => {
    id += 1;
    const read = readMessage({ jsonrpc: '2.0', id, method, params });
    if (!isMessage(read)) throw new Error(read.malformed);
    conversation.receive(read, LOCAL_CALLER);
    return client.answer(id);
  };
  const told = () => client.messages.filter(({ method }) => method !== undefined).map(({ params }) => params);
  return { ask, client, conversation, told };
}

const message = (level: string, logger: string, data: string) => ({ level, logger, data });

test.each([true, false])(
  'a call tells what was asked for, before its result, with the short path: %s',
  async (short) => {
    const { ask, client, told } = await open(short);
    await ask('tools/call', { name: 'steps' });
    expect(told()).toEqual([]);
    expect(await ask('logging/setLevel', { level: 'info' })).toHaveProperty('result', {});
    await ask('tools/call', { name: 'steps' });
    expect(told()).toEqual([message('info', 'steps', 'steps → done in 0 ms')]);
    expect(client.messages.at(-1)).toHaveProperty('result');
    expect(await ask('logging/setLevel', { level: 'error' })).toHaveProperty('result', {});
    await ask('tools/call', { name: 'steps' });
    expect(told()).toHaveLength(1);
    expect(await ask('logging/setLevel', { level: 'loud' })).toHaveProperty('error.code', -32_602);
    await ask('tools/call', { name: 'steps', ...modern() });
    expect(told()).toHaveLength(1);
    await ask('tools/call', { name: 'steps', ...modern('debug') });
    expect(told().slice(1)).toEqual([
      message('debug', 'steps', 'one'),
      message('debug', 'steps', 'two'),
      message('debug', 'steps', 'three'),
      message('info', 'steps', 'steps → done in 0 ms'),
    ]);
    expect(await ask('logging/setLevel', { level: 'info', ...modern() })).toHaveProperty('error.code', -32_601);
  },
);

test.each([true, false])(
  'a failed reload reaches only those who asked for warnings, with the short path: %s',
  async (short) => {
    const { ask, conversation, told } = await open(short);
    conversation.announce({ kind: 'warning', text: 'unheard' });
    for (const [level, heard] of [
      ['warning', 1],
      ['error', 1],
      ['debug', 2],
    ] as const) {
      await ask('logging/setLevel', { level });
      conversation.announce({ kind: 'warning', text: 'It broke' });
      expect(told()).toHaveLength(heard);
    }
    expect(told()[0]).toEqual(message('warning', 'document', 'It broke'));
  },
);

test.each([true, false])(
  'changed resources are told to those who subscribed, with the short path: %s',
  async (short) => {
    const { ask, client, conversation, told } = await open(short);
    const uri = 'openapi://document';
    const change = () => conversation.announce({ kind: 'resources', uris: new Set([uri, 'openapi://operations/x']) });
    change();
    expect(await ask('resources/subscribe', { uri })).toHaveProperty('result', {});
    await ask('resources/subscribe', { uri: 'mcpm://answers/1' });
    change();
    expect(told()).toEqual([{ uri }]);
    expect(await ask('resources/unsubscribe', { uri })).toHaveProperty('result', {});
    change();
    expect(told()).toHaveLength(1);
    void ask('subscriptions/listen', { ...modern(), notifications: { resourceSubscriptions: [uri] } });
    await ask('prompts/get', { name: 'x', ...modern() });
    change();
    await ask('prompts/get', { name: 'x', ...modern() });
    expect(client.messages.filter(({ method }) => method === 'notifications/resources/updated').at(-1)).toMatchObject({
      params: { uri, _meta: { 'io.modelcontextprotocol/subscriptionId': expect.any(Number) } },
    });
    await conversation.close();
  },
);

test.each([true, false])('one client has a thousand subscriptions at most, with the short path: %s', async (short) => {
  const { ask } = await open(short);
  for (let number = 0; number < 1_000; number += 1) await ask('resources/subscribe', { uri: `a:${number}` });
  expect(await ask('resources/subscribe', { uri: 'a:0' })).toHaveProperty('result');
  expect(await ask('resources/subscribe', { uri: 'a:1000' })).toHaveProperty('error.code', -32_602);
  expect(await ask('resources/subscribe', { uri: 'x'.repeat(2_001) })).toHaveProperty('error.code', -32_602);
});

test.each([{}, modern()])(
  'arguments of templates are completed, prompts are not, and other templates are refused: %j',
  async (era) => {
    const { ask } = await open(true);
    const argument = { name: 'operation', value: 'li' };
    const at = (uri: string) => ask('completion/complete', { ref: { type: 'ref/resource', uri }, argument, ...era });
    expect(await at('openapi://operations/{operation}')).toMatchObject({
      result: { completion: { values: ['li1', 'li2'], total: 2, hasMore: false } },
    });
    expect(await at('file:///{x}')).toHaveProperty('error.code', -32_602);
    expect(
      await ask('completion/complete', { ref: { type: 'ref/prompt', name: 'p' }, argument, ...era }),
    ).toMatchObject({
      result: { completion: { values: [], total: 0, hasMore: false } },
    });
  },
);

test.each([
  {},
  { ref: null },
  { ref: { type: 'ref/prompt' } },
  { ref: { type: 'ref/tool', name: 'x' } },
  { argument: { name: 'operation' } },
  { argument: [] },
  { context: null },
  { context: { arguments: { operation: 1 } } },
])(
  'a completion that is asked for in the wrong form is refused with what is wrong, in a sentence: %j',
  async (wrong) => {
    const { ask } = await open(true);
    const right = { ref: { type: 'ref/prompt', name: 'p' }, argument: { name: 'a', value: '' } };
    const asked = Object.keys(wrong).length === 0 ? wrong : { ...right, ...wrong };
    for (const era of [{}, modern()]) {
      const { error } = await ask('completion/complete', { ...asked, ...era });
      expect(error).toMatchObject({ code: -32_602, message: expect.stringMatching(/must (be|have)/) });
    }
  },
);

test('the server introduces itself, and says what it can do', async () => {
  const { ask } = await open(true);
  const clientInfo = { name: 'c', version: '1' };
  const initialize = () => ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  const early = { result: { instructions: expect.stringContaining('search_operations') } };
  expect(await initialize()).toMatchObject(early);
  await ask('tools/list');
  const hello = await initialize();
  const said = expect.stringContaining('The HTTP API "Pets", version "1.0.0": 2 operations');
  const capabilities = { completions: {}, logging: {}, resources: { subscribe: true } };
  expect(hello).toMatchObject({ result: { instructions: said, capabilities } });
  expect(await ask('server/discover', modern())).toMatchObject({ result: { instructions: said, capabilities } });
});
