import { compileDocument, type HttpRequest, type HttpResponse } from '@mcpm/openapi';
import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { collectPages, type CollectLimits } from '../../src/answers/collect-pages.ts';
import { UpstreamFailure } from '../../src/upstream/upstream-failure.ts';
import { LOCAL_CALLER } from '../../src/call/caller.ts';

const { plans } = await compileDocument({
  text: JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Pages', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: {
      '/list': {
        get: { operationId: 'list', parameters: [{ name: 'cursor', in: 'query', schema: {} }], responses: {} },
      },
    },
  }),
});
const plan = plans[0]!;
const first: HttpRequest = { method: 'GET', url: 'https://api.example.com/list', headers: {} };

function page(number: number): HttpResponse {
  const text = JSON.stringify({ items: [number], next_cursor: `c${number + 1}` });
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
}

function collect(
  send: (number: number) => HttpResponse | Promise<HttpResponse>,
  limits: Partial<CollectLimits> = {},
  signal = new AbortController().signal,
) {
  const call = { plan, send: async ({ url }: HttpRequest) => send(Number(/cursor=c(\d+)/.exec(url)?.[1])) };
  const all = { pages: 100, bytes: 1_000_000, withinMs: 1_000, now: new FakeClock().now, ...limits };
  return collectPages(
    call,
    { request: first, response: page(1) },
    { context: { caller: LOCAL_CALLER, signal }, limits: all },
  );
}

test('no page is begun after the time is over, and the next one is known', async () => {
  const clock = new FakeClock();
  const slow = (number: number) => {
    clock.advance(400);
    return page(number);
  };
  expect(await collect(slow, { now: clock.now })).toMatchObject({
    pages: 4,
    items: 4,
    next: { url: 'https://api.example.com/list?cursor=c5' },
    stopped: '1000 ms are over',
  });
});

test('an upstream that gives no answer ends it; a bug and a caller that leaves are not hidden', async () => {
  const silent = await collect((number) => {
    if (number === 3) throw new UpstreamFailure('The API at api.example.com could not be reached.');
    return page(number);
  });
  expect(silent).toMatchObject({
    pages: 2,
    stopped: 'page 3 failed: The API at api.example.com could not be reached.',
  });
  expect(Buffer.from(silent.response.body).toString()).toBe('{"items":[1,2],"next_cursor":"c3"}');
  await expect(collect(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  const gone = AbortSignal.abort(new Error('cancelled'));
  await expect(collect(() => Promise.reject(gone.reason), {}, gone)).rejects.toThrow('cancelled');
});

test('a page that was cut, that is no text, or that comes twice is not joined', async () => {
  const cut = await collect((number) => ({ ...page(number), truncated: number === 2 }));
  expect(cut).toMatchObject({ pages: 1, stopped: expect.stringContaining('page 2 is larger than') });
  const picture = await collect((number) => ({ ...page(number), headers: { 'content-type': 'image/png' } }));
  expect(picture).toMatchObject({ pages: 1, stopped: 'page 2 is no text' });
  const same = await collect((number) => ({ ...page(2), status: number === 2 ? 200 : 201 }));
  expect(same).toMatchObject({ pages: 2, stopped: 'the API gave the same page again' });
  expect(await collect(() => ({ status: 204, headers: {}, body: new Uint8Array() }))).toMatchObject({
    pages: 1,
    certain: true,
  });
});

test('progress tells which page is read', async () => {
  const said: string[] = [];
  const context = {
    caller: LOCAL_CALLER,
    signal: new AbortController().signal,
    onProgress: ({ message }: { readonly message: string }) => said.push(message),
  };
  const limits = { pages: 3, bytes: 1_000, withinMs: 1_000, now: new FakeClock().now };
  const call = { plan, send: async () => page(said.length + 1) };
  await collectPages(call, { request: first, response: page(1) }, { context, limits });
  expect(said).toEqual(['Page 2', 'Page 3']);
});
