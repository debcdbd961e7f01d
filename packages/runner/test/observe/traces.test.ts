import { eventually, startUpstream, type Upstream } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { startObserved } from './observed-runner.ts';

interface SentSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

/** OTLP numbers of kinds and of the error status. */
const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;

/** Every span a collector was sent, as OTLP has it in JSON. */
function spansAt(collector: Upstream): readonly SentSpan[] {
  return collector.requests.flatMap(({ body }) => {
    const sent: {
      readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: SentSpan[] }[] }[];
    } = JSON.parse(body.toString());
    return sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  });
}

const attributesOf = ({ attributes }: SentSpan) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const incoming = { traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: 'vendor=opaque' };

test("R47: --traces sends a span for the call and one for its request, in the client's trace, which goes on to the upstream", async () => {
  await using collector = await startUpstream({ handler: () => ({ status: 200, body: {} }) });
  await using observed = await startObserved(['--traces', collector.url]);
  const { client, upstream, runner } = observed;
  await client.request('tools/call', { name: 'listPets', arguments: { limit: 271_828_182_845 }, _meta: incoming });
  upstream.respond(() => ({ status: 404 }));
  await client.callTool('listPets');
  // Leaving sends what is left.
  runner.child.kill('SIGTERM');
  await runner.exited;
  expect(collector.requests[0]?.url).toBe('/v1/traces');
  const spans = spansAt(collector);
  const [request, call, failedRequest, failedCall] = spans;
  if (!request || !call || !failedRequest || !failedCall)
    throw new Error(`spans are missing: ${JSON.stringify(spans)}`);
  expect(spans).toHaveLength(4);
  expect(call).toMatchObject({ name: 'tools/call listPets', kind: SERVER, traceId: TRACE, parentSpanId: PARENT });
  expect(request).toMatchObject({ name: 'GET /pets', kind: CLIENT, traceId: TRACE, parentSpanId: call.spanId });
  expect(attributesOf(request)).toMatchObject({
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'server.address': '127.0.0.1',
    'url.template': '/pets',
  });
  expect(upstream.requests[0]?.headers).toMatchObject({
    traceparent: `00-${TRACE}-${request.spanId}-01`,
    tracestate: 'vendor=opaque',
  });
  expect(failedCall.traceId).not.toBe(TRACE);
  expect([failedCall.status.code, failedRequest.status.code]).toEqual([ERROR, ERROR]);
  expect(JSON.stringify(spans)).not.toContain('271828182845');
});

test('R47: without --traces a trace context goes on to the upstream as it came, and what is none does not', async () => {
  await using observed = await startObserved([]);
  const { client, upstream } = observed;
  await client.request('tools/call', { name: 'listPets', arguments: {}, _meta: incoming });
  await client.request('tools/call', { name: 'listPets', arguments: {}, _meta: { traceparent: 'canary\r\nx: y' } });
  expect(upstream.requests[0]?.headers).toMatchObject(incoming);
  expect(upstream.requests[1]?.headers).not.toHaveProperty('traceparent');
});

test('a collector that refuses is told of in the log, and costs the calls nothing', async () => {
  await using collector = await startUpstream({ handler: () => ({ status: 400, body: 'no' }) });
  await using observed = await startObserved(['--traces', collector.url]);
  expect((await observed.client.callTool('listPets')).isError).not.toBe(true);
  await eventually(() => expect(observed.runner.stderr()).toContain('spans could not be sent'), { timeoutMs: 8_000 });
});
