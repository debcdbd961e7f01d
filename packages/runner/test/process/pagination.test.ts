import type { UpstreamAnswer, UpstreamHandler } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { serveAnswers } from '../serve-answers.ts';

const integer = (name: string) => ({ name, in: 'query', schema: { type: 'integer' } });
const string = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });

/** One list of 25 things, given in pages of ten by the way that a test is about. */
const things = Array.from({ length: 25 }, (_, index) => ({ id: index + 1 }));
const paths = {
  '/things': {
    get: {
      operationId: 'listThings',
      parameters: [
        integer('page'),
        integer('offset'),
        integer('limit'),
        string('cursor'),
        string('pageToken'),
        string('starting_after'),
      ],
      responses: { 200: { description: 'Things' } },
    },
  },
};

type Way = (query: URLSearchParams, base: string) => UpstreamAnswer;

const page = (from: number) => things.slice(from, from + 10);
const ways: Readonly<Record<string, Way>> = {
  Link: (query, base) => {
    const number = Number(query.get('page') ?? 1);
    const next = number < 3 ? { link: `<${base}/things?page=${number + 1}>; rel="next"` } : {};
    return { headers: next, body: page((number - 1) * 10) };
  },
  cursor: (query) => {
    const from = Number(query.get('cursor')?.slice(1) ?? 0);
    return { body: { data: page(from), meta: { next_cursor: from < 20 ? `c${from + 10}` : null } } };
  },
  offset: (query) => {
    const from = Number(query.get('offset') ?? 0);
    return { body: { total: 25, offset: from, things: page(from) } };
  },
  token: (query) => {
    const from = Number(query.get('pageToken') ?? 0);
    return { body: { items: page(from), ...(from < 20 ? { nextPageToken: String(from + 10) } : {}) } };
  },
  'last id': (query) => {
    const from = Number(query.get('starting_after') ?? 0);
    return { body: { object: 'list', data: page(from), has_more: from < 20 } };
  },
};

/** The things of an answer, whatever is around them. */
function idsIn(text: string): readonly number[] {
  return [...text.matchAll(/"id":(\d+)/g)].map(([, id]) => Number(id));
}

function handlerOf(way: Way): UpstreamHandler {
  return ({ url, headers }) => {
    const { searchParams, origin } = new URL(url, `http://${headers.host}`);
    return way(searchParams, origin);
  };
}

const all = things.map(({ id }) => id);

describe.each(Object.keys(ways))('R20: pages by %s', (name) => {
  test('are told of, followed on request, and collected in one call', async () => {
    const handler = handlerOf(ways[name]!);
    await using one = await serveAnswers(handler, { paths, args: ['--auth', 'hunter2'] });
    const first = await one.call('listThings');
    expect(idsIn(first.text)).toEqual(all.slice(0, 10));
    expect(first.notes).toContain(
      `[1 page, not complete: the API has a next page. read_answer {"answer":"${first.handle}","next":1} reads on.]`,
    );
    const second = await one.call('read_answer', { answer: first.handle, next: 1 });
    expect(idsIn(second.text)).toEqual(all.slice(10, 20));
    const third = await one.call('read_answer', { answer: second.handle, next: 5 });
    expect(idsIn(third.text)).toEqual(all.slice(20));
    expect(third.notes).toBe('[1 page: complete.]');
    const rest = await one.call('read_answer', { answer: first.handle, next: 5 });
    expect(idsIn(rest.text)).toEqual(all.slice(10));
    expect(rest.notes).toBe('[2 pages, 15 items: complete.]');
    expect(one.upstream.requests.every(({ headers }) => headers.authorization === 'Bearer hunter2')).toBe(true);

    await using many = await serveAnswers(handler, { paths, args: ['--paginate', '10'] });
    const collected = await many.call('listThings');
    expect(idsIn(collected.text)).toEqual(all);
    expect(collected.notes).toBe('[3 pages, 25 items: complete.]');
  });
});

test('R20: a page that fails ends the collection, says why, and loses nothing', async () => {
  let broken = true;
  const handler = handlerOf((query, base) => {
    if (query.get('page') === '3' && broken)
      return {
        status: 503,
        headers: { 'retry-after': '9', 'content-type': 'text/plain' },
        body: 'busy with hunter2-hunter2',
      };
    return ways['Link']!(query, base);
  });
  await using served = await serveAnswers(handler, {
    paths,
    args: ['--paginate', '10', '--retries', '0', '--auth', 'hunter2-hunter2'],
  });
  const { result, text, notes, handle } = await served.call('listThings');
  expect(result.isError ?? false).toBe(false);
  expect(idsIn(text)).toEqual(all.slice(0, 20));
  expect(notes).toContain(
    '[2 pages, 20 items, not complete: page 3 answered HTTP 503 Service Unavailable (Retry-After: 9). read_answer {',
  );
  const again = await served.call('read_answer', { answer: handle, next: 1 });
  expect(again.result.isError).toBe(true);
  expect(again.text).toBe('HTTP 503 Service Unavailable\nRetry-After: 9\n\nbusy with [redacted]');
  broken = false;
  expect(idsIn((await served.call('read_answer', { answer: handle, next: 1 })).text)).toEqual(all.slice(20));
});

test('R20: no more pages, bytes and tokens are collected than are allowed, and what is not shown can be read', async () => {
  const endless = handlerOf((query) => {
    const from = Number(query.get('cursor') ?? 0);
    const items = Array.from({ length: 100 }, (_, index) => ({ id: from + index, text: 'some words of a thing' }));
    return { body: { items, next_cursor: String(from + 100) } };
  });
  await using served = await serveAnswers(endless, { paths, args: ['--paginate', '8', '--answer-budget', '2000'] });
  const { text, notes, handle } = await served.call('listThings');
  expect(notes).toContain('Shortened');
  expect(notes).toContain('8 pages, 800 items, not complete: the API has a next page.');
  expect(text).toContain('more of 800');
  expect((await served.call('read_answer', { answer: handle, path: '/items/799/id' })).text).toBe('799');
  expect(served.upstream.requests).toHaveLength(8);

  await using narrow = await serveAnswers(endless, { paths, args: ['--paginate', '50', '--max-response', '20000'] });
  expect((await narrow.call('listThings')).notes).toContain('not complete: one answer holds 20000 bytes');
});

test('R20: a next page at another origin is not asked for, and an API that leads in circles is left', async () => {
  await using foreign = await serveAnswers(
    () => ({ headers: { link: '<http://127.0.0.2:1/things>; rel="next"' }, body: things }),
    {
      paths,
      args: ['--paginate', '5'],
    },
  );
  expect((await foreign.call('listThings')).notes).toContain(
    'not complete: the API names a next page at another origin',
  );
  expect(foreign.upstream.requests).toHaveLength(1);

  const circle = handlerOf((query) => ({ body: { items: [], next_cursor: query.get('cursor') === 'a' ? 'b' : 'a' } }));
  await using round = await serveAnswers(circle, { paths, args: ['--paginate', '50'] });
  expect((await round.call('listThings')).notes).toContain('leads back to a page that was read already');
});
