// Owns what strangers say: texts that are messages, nearly messages, or nothing of the kind. The same for the same seed.
import * as fc from 'fast-check';

const MODERN = '2026-07-28';
const META = 'io.modelcontextprotocol/';

/** Methods of all revisions, and some of none. Nothing here waits: slow tools are not called. */
const METHODS = [
  'initialize',
  'ping',
  'server/discover',
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'resources/subscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'notifications/initialized',
  'notifications/cancelled',
  'notifications/progress',
  'notifications/roots/list_changed',
  'sampling/createMessage',
  'roots/list',
  'constructor',
  '__proto__',
  'toString',
];

/** Ids begin here, so that nobody who numbers from 1 takes an answer to a stranger for its own. */
const FIRST_ID = 1_000_000;

const id = fc.oneof(
  { weight: 4, arbitrary: fc.nat(20).map((place) => FIRST_ID + place) },
  fc.string({ maxLength: 8 }),
  fc.constantFrom(null, -1, 1.5, 1e21, true, [], {}, undefined),
);

const meta = fc.oneof(
  fc.constant(undefined),
  fc.constant({ [`${META}protocolVersion`]: MODERN, [`${META}clientCapabilities`]: {} }),
  fc.constant({ [`${META}protocolVersion`]: '1999-01-01', [`${META}clientCapabilities`]: {} }),
  fc.constant({ [`${META}protocolVersion`]: 7, progressToken: {} }),
  fc.jsonValue({ maxDepth: 1 }),
);

const params = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.constant(undefined),
  fc.record({
    name: fc.constantFrom('echo', 'test_simple_text', 'test_image_content', 'read_answer', '', '__proto__', 5, null),
    arguments: fc.oneof(fc.constant(undefined), fc.record({ text: fc.string() }), fc.jsonValue({ maxDepth: 2 })),
  }),
  fc.record({
    protocolVersion: fc.constantFrom('2025-11-25', '2024-11-05', 'x', 1),
    capabilities: fc.constant({}),
    clientInfo: fc.constantFrom({ name: 'stranger', version: '1' }, null, undefined),
  }),
  fc.record({ cursor: fc.oneof(fc.string(), fc.nat()), uri: fc.webUrl(), level: fc.string(), requestId: id }),
  fc.jsonValue({ maxDepth: 2 }),
);

const message = fc
  .record({
    jsonrpc: fc.constantFrom('2.0', '2.0', '2.0', '1.0', 2, undefined),
    id,
    method: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...METHODS) }, fc.string()),
    params,
    meta,
  })
  .map(({ params: given, meta: said, ...rest }) => ({
    ...rest,
    params:
      said === undefined || typeof given !== 'object' || given === null || Array.isArray(given)
        ? given
        : { ...given, _meta: said },
  }));

const json = message.map((value) => JSON.stringify(value));

/** One text without a line break. */
export const stranger: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 12, arbitrary: json },
    { weight: 2, arbitrary: fc.array(message, { maxLength: 4 }).map((batch) => JSON.stringify(batch)) },
    { weight: 2, arbitrary: fc.tuple(json, fc.nat(60)).map(([text, cut]) => text.slice(0, -cut)) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.nat(3_000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`) },
    {
      weight: 1,
      arbitrary: fc
        .nat(3_000)
        .map(
          (depth) =>
            `{"jsonrpc":"2.0","id":${FIRST_ID},"method":"tools/call","params":{"name":"echo","arguments":{"text":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}}}`,
        ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'null',
        '0',
        '""',
        '{}',
        '[]',
        '\uFEFF{}',
        '{"jsonrpc":"2.0"}',
        '{"__proto__":{"polluted":true}}',
      ),
    },
  )
  .map((text) => text.replaceAll(/[\r\n]/g, ' '));

/** That many texts. */
export function strangers(seed: number, count: number): readonly string[] {
  return fc.sample(stranger, { seed, numRuns: count });
}
