// Owns the HTTP requests of strangers: any method, path and headers around any text. The same for the same seed.
import * as fc from 'fast-check';
import { stranger } from './random-texts.ts';

/** One request. */
export interface StrangeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether to speak within a session that exists. */
  readonly known: boolean;
}

interface ProperMessage {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly modern: boolean;
  readonly id: number;
}

const MODERN_META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A header that is said or not. */
function header(name: string, values: readonly string[], weight = 1): fc.Arbitrary<Readonly<Record<string, string>>> {
  return fc.oneof(
    { weight, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((value) => ({ [name]: value })) },
  );
}

const headers = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
      header('content-type', ['text/plain', 'application/json; charset=utf-8', 'application/JSON', 'x', '']),
    ),
    header('accept', [
      'application/json, text/event-stream',
      'text/event-stream',
      'application/json',
      '*/*',
      'x/y;q=2',
    ]),
    header(
      'mcp-protocol-version',
      ['2025-11-25', '2026-07-28', '2025-03-26', '1999-01-01', '🙃', 'x'.repeat(2_000)].map(encodeURI),
    ),
    header('mcp-method', ['tools/list', 'tools/call', 'server/discover', 'x']),
    header('mcp-name', ['echo', '=?base64?ZWNobw==?=', '=?base64?%%?=', 'x'], 2),
    header('mcp-session-id', ['x', '00000000-0000-4000-8000-000000000000', '../..', '__proto__'], 4),
    header('origin', ['http://evil.example', 'null', 'http://localhost:1', 'x'], 8),
    header('host', ['evil.example', 'localhost', '[::1]', ''], 12),
    header('last-event-id', ['0', 'x', '-1', '99999999999999999999', '__proto__'], 4),
    header('content-encoding', ['gzip', 'x'], 30),
    header('authorization', ['Bearer x', 'Basic =', 'Bearer'], 8),
    header('transfer-encoding', ['chunked'], 8),
  )
  .map((all) => Object.assign({}, ...all));

/** What a client that knows the protocol would send. */
const proper: fc.Arbitrary<StrangeRequest> = fc
  .tuple(
    fc.constantFrom(
      ['tools/list', {}],
      ['tools/call', { name: 'echo', arguments: { text: 'hello' } }],
      ['tools/call', { name: 'echo', arguments: {} }],
      ['tools/call', { name: 'test_image_content' }],
      ['resources/list', {}],
      ['server/discover', {}],
      ['ping', {}],
      ['initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } }],
    ),
    fc.boolean(),
    fc.nat(30),
  )
  .map(([[method, params], modern, id]) => properRequest({ method, params: Object(params), modern, id }));

function properRequest({ method, params, modern, id }: ProperMessage): StrangeRequest {
  const dressed = modern && method !== 'initialize' ? { ...params, _meta: MODERN_META } : params;
  return {
    method: 'POST',
    path: '/mcp',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(dressed !== params && { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method }),
      ...(dressed !== params && typeof params['name'] === 'string' && { 'mcp-name': params['name'] }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id, method, params: dressed }),
    known: dressed === params && method !== 'initialize',
  };
}

const strange = fc.record({
  method: fc.oneof(
    { weight: 12, arbitrary: fc.constant('POST') },
    fc.constantFrom('GET', 'DELETE', 'PUT', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'),
  ),
  path: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('/mcp', '/messages?sessionId=x', '/mcp') },
    fc.constantFrom(
      '/',
      '/sse',
      '/mcp/',
      '/mcp?x=1',
      '//mcp',
      '/..%2fmcp',
      '/%',
      '/messages',
      '/metrics',
      '/.well-known/oauth-protected-resource',
      '*',
      '/messages?sessionId=__proto__',
    ),
  ),
  headers,
  body: stranger,
  known: fc.boolean(),
});

/** That many requests. */
export function strangeRequests(seed: number, count: number): readonly StrangeRequest[] {
  return fc.sample(fc.oneof({ weight: 2, arbitrary: strange }, proper), { seed, numRuns: count });
}
