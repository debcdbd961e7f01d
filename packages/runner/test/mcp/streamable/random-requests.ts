// Owns requests as a client might send them, and as no client should: made from a seed, so that a failure can be had again.
import { ask, call, initialize, modern, modernHeaders, type Json } from './talk.ts';

/** A source of numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of several. */
export function pick<T>(random: () => number, from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from');
  return picked;
}

/** A body with its headers. */
export interface RandomRequest {
  readonly body: unknown;
  readonly headers: Record<string, string>;
}

const ODD: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  2 ** 60,
  '',
  'x',
  '2026-07-28',
  '2025-11-25',
  true,
  [],
  [1],
  {},
  { a: 1 },
  { taskId: 1 },
];
const KEYS = ['jsonrpc', 'id', 'method', 'params', 'result', 'error', 'extra', '_meta', 'name', 'arguments', 'cursor'];
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'mcp-protocol-version': ['2025-11-25', '2025-03-26', '1999-01-01', '2026-07-28', '2027-01-01'],
  'mcp-method': ['tools/list', 'tools/call'],
  'mcp-name': ['listPets', ' listPets ', 'x', '=?base64?eA==?=', '=?base64?!?='],
};
const META = ['progressToken', 'io.modelcontextprotocol/protocolVersion', 'io.modelcontextprotocol/clientCapabilities'];

const requests: readonly ((random: () => number) => Json)[] = [
  (random) => call(idOf(random), 'listPets', { limit: Math.floor(random() * 9) }),
  (random) => call(idOf(random), 'nothing'),
  (random) => call(idOf(random), 'listPets', {}, 'token'),
  (random) => ask(idOf(random), 'tools/list'),
  (random) => ask(idOf(random), 'tools/list', { cursor: 'made-up' }),
  (random) => ask(idOf(random), pick(random, ['prompts/list', 'resources/list', 'resources/templates/list'])),
  (random) => ask(idOf(random), 'prompts/get', { name: 'x' }),
  (random) => ask(idOf(random), 'resources/read', { uri: 'file:///x' }),
  (random) => ask(idOf(random), pick(random, ['ping', 'server/discover', 'tools/paint', 'constructor', ''])),
  (random) => ask(idOf(random), 'logging/setLevel', { level: 'debug' }),
  (random) => ask(idOf(random), 'completion/complete', { ref: { type: 'ref/prompt', name: 'x' } }),
  () => ({ jsonrpc: '2.0', method: 'notifications/initialized', params: {} }),
  () => ({ jsonrpc: '2.0', id: 9, result: {} }),
  (random) => initialize(pick(random, ['2025-11-25', '1999-01-01'])),
];

/** A request of one of the eras; about every third is not as it should be. */
export function randomRequest(random: () => number, era: 'legacy' | 'modern'): RandomRequest {
  const plain = pick(random, requests)(random);
  const isModern = era === 'modern' && 'params' in plain;
  const right = isModern ? modern(plain) : plain;
  const headers: Record<string, string> = isModern ? modernHeaders(plain) : {};
  if (random() < 0.15) mutateHeaders(random, headers);
  return { body: random() < 0.35 ? mutate(random, right) : right, headers };
}

function idOf(random: () => number): string | number {
  return pick(random, [0, 1, -5, 2 ** 40, 'a', '1', '"', 'ü']);
}

function mutateHeaders(random: () => number, headers: Record<string, string>): void {
  const name = pick(random, Object.keys(HEADERS));
  if (random() < 0.4) delete headers[name];
  else headers[name] = pick(random, HEADERS[name] ?? []);
}

function mutate(random: () => number, message: Json): unknown {
  const copy = JSON.parse(JSON.stringify(message));
  const params = copy.params ?? {};
  const place = pick(random, [copy, copy, params, params._meta ?? params]);
  const key = pick(random, place === params._meta ? META : KEYS);
  if (random() < 0.3) delete place[key];
  else place[key] = pick(random, ODD);
  return random() < 0.05 ? pick(random, [...ODD, [copy], [copy, copy]]) : copy;
}
