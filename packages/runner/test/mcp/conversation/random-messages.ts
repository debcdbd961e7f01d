// Owns random messages of both eras: well formed ones of every method, and the same with something wrong.
import { isObject } from '../../../src/mcp/message/wire-message.ts';

/** A number from 0 up to 1, the same row of them for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Json = Record<string, unknown>;

const JUNK: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  '',
  'x',
  true,
  [],
  {},
  [1],
  { a: 1 },
  '2026-07-28',
  '2025-06-18',
  { form: {} },
  { form: null },
  { progressToken: 1.5 },
  'debug',
  { name: 'n', version: 'v' },
  { listChanged: 1 },
  1e20,
];
const KEYS = [
  'cursor',
  'name',
  'arguments',
  '_meta',
  'task',
  'requestState',
  'inputResponses',
  'level',
  'uri',
  'extra',
  'progressToken',
  'traceparent',
  'io.modelcontextprotocol/related-task',
  'io.modelcontextprotocol/logLevel',
  'io.modelcontextprotocol/protocolVersion',
  'io.modelcontextprotocol/clientCapabilities',
  'tasks',
  'sampling',
  'elicitation',
  'roots',
  'experimental',
  'extensions',
  'title',
  'icons',
  'constructor',
  '__proto__',
];
const METHODS = [
  'tools/list',
  'tools/call',
  'tools/call',
  'tools/call',
  'prompts/list',
  'resources/list',
  'initialize',
  'ping',
  'resources/templates/list',
  'server/discover',
  'logging/setLevel',
  'resources/read',
  'prompts/get',
  'completion/complete',
  'resources/subscribe',
  'resources/unsubscribe',
  'tasks/get',
  'subscriptions/listen',
  'no/such',
  'constructor',
];
const NOTIFICATIONS = [
  'notifications/initialized',
  'notifications/progress',
  'notifications/roots/list_changed',
  'n/o',
];
const TOOLS = ['listPets', 'steps', 'link', 'breaks', 'nobody', 'createPet'];
const REVISIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2026-07-28', '1999-01-01'];
const CAPABILITIES: readonly Json[] = [
  {},
  { roots: { listChanged: true }, sampling: {}, elicitation: {} },
  { elicitation: { form: { applyDefaults: true }, url: {} }, experimental: { a: { b: 1 } }, other: 1 },
  { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html'] } }, tasks: { list: {} } },
];

/** One message, with `id` where it is a request. */
export function randomMessage(random: () => number, id: number): unknown {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] ?? (from[0] as T);
  if (random() < 0.08) return mutate({ jsonrpc: '2.0', method: pick(NOTIFICATIONS), params: {} }, random, pick);
  const method = pick(METHODS);
  const params: Json = structuredClone(paramsOf(method, random, pick));
  const modern = random() < 0.5;
  if (modern) params['_meta'] = envelope(random, pick);
  else if (random() < 0.3) params['_meta'] = { traceparent: 'x' };
  if (method === 'tools/call' && random() < 0.5) {
    params['_meta'] = {
      ...(isObject(params['_meta']) && params['_meta']),
      progressToken: random() < 0.5 ? id : `p${id}`,
    };
  }
  const bare = !modern && Object.keys(params).length === 0 && random() < 0.5;
  const message = { jsonrpc: '2.0', id: random() < 0.5 ? id : `s${id}`, method, ...(bare ? {} : { params }) };
  return random() < 0.5 ? message : mutate(message, random, pick);
}

type Pick = <T>(from: readonly T[]) => T;

function paramsOf(method: string, random: () => number, pick: Pick): Json {
  if (method === 'tools/call')
    return { name: pick(TOOLS), ...(random() < 0.7 && { arguments: { limit: 1, a: [{}] } }) };
  if (method === 'initialize') {
    return {
      protocolVersion: pick(REVISIONS),
      capabilities: pick(CAPABILITIES),
      clientInfo: { name: 'c', version: '1' },
    };
  }
  if (method === 'resources/read') return { uri: pick(['mcpm://answers/1', 'mcpm://answers/2']) };
  if (method === 'prompts/get') return { name: 'p' };
  if (method === 'logging/setLevel') return { level: pick(['debug', 'info', 'warning', 'error', 'loud']) };
  if (/^resources\/(un)?subscribe$/.test(method)) return { uri: pick(['openapi://document', 'mcpm://answers/1']) };
  if (method === 'completion/complete') {
    return {
      ref: pick<Json>([
        { type: 'ref/resource', uri: 'openapi://operations/{operation}' },
        { type: 'ref/resource', uri: 'no://such' },
        { type: 'ref/prompt', name: 'p' },
      ]),
      argument: { name: 'operation', value: pick(['', 'li']) },
      ...(random() < 0.3 && { context: { arguments: { operation: 'listPets' } } }),
    };
  }
  if (method.endsWith('/list') && random() < 0.3) return { cursor: pick(['', '1.x', 'next']) };
  return {};
}

function envelope(random: () => number, pick: Pick): Json {
  return {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': pick(CAPABILITIES),
    ...(random() < 0.7 && { 'io.modelcontextprotocol/clientInfo': { name: 'c', version: '1' } }),
    ...(random() < 0.3 && { 'io.modelcontextprotocol/logLevel': pick(['debug', 'info', 'warning', 'error']) }),
  };
}

/** A copy in which one to three members, somewhere, are gone, new or something else. */
function mutate(message: Json, random: () => number, pick: Pick): unknown {
  const copy: Json = structuredClone(message);
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    let place: Json = copy;
    for (let depth = Math.floor(random() * 4); depth > 0; depth -= 1) {
      const inner = Object.values(place).filter(isObject);
      place = inner.length === 0 ? place : (pick(inner) as Json);
    }
    const known = Object.keys(place).filter((key) => key !== 'id' && key !== 'jsonrpc');
    const key = known.length > 0 && random() < 0.7 ? pick(known) : pick(KEYS);
    if (random() < 0.3) Reflect.deleteProperty(place, key);
    else
      Object.defineProperty(place, key, {
        value: structuredClone(pick(JUNK)),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return JSON.parse(JSON.stringify(copy));
}
