import { describe, expect, test } from 'vitest';
import { eventually, startUpstream } from '../src/index.ts';

describe('startUpstream', () => {
  test('by default a request comes back as JSON', async () => {
    await using upstream = await startUpstream();
    const response = await fetch(`${upstream.url}/a%20b?x=1&x=2`, {
      method: 'PUT',
      body: 'hello',
      headers: { 'x-key': 'v' },
    });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      method: 'PUT',
      url: '/a%20b?x=1&x=2',
      headers: { 'x-key': 'v' },
      body: 'hello',
    });
  });

  test('every request is recorded with its raw URL, its headers as spelled and its very bytes', async () => {
    await using upstream = await startUpstream();
    const bytes = new Uint8Array([0, 255, 10]);
    await fetch(`${upstream.url}/%7Euser?q=%2F`, { method: 'POST', body: bytes, headers: { 'X-Key': 'v' } });
    const [request] = upstream.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/%7Euser?q=%2F', headers: { 'x-key': 'v' } });
    expect(request?.rawHeaders.map((name) => name.toLowerCase())).toContain('x-key');
    expect(new Uint8Array(request?.body ?? [])).toEqual(bytes);
  });

  test('a handler decides status, headers and body, and can be replaced', async () => {
    await using upstream = await startUpstream({
      handler: () => ({ status: 418, headers: { 'x-a': '1' }, body: 'teapot' }),
    });
    const first = await fetch(upstream.url);
    expect([first.status, first.headers.get('x-a'), await first.text()]).toEqual([418, '1', 'teapot']);
    upstream.respond((_request, response) => void response.writeHead(204).end());
    expect((await fetch(upstream.url)).status).toBe(204);
    upstream.respond(() => {
      throw new Error('broken handler');
    });
    const third = await fetch(upstream.url);
    expect([third.status, await third.text()]).toEqual([500, 'Error: broken handler']);
  });

  test('closing cuts a request that is not answered, and may be done twice', async () => {
    const upstream = await startUpstream({ handler: () => Promise.withResolvers<undefined>().promise });
    const outcome = fetch(upstream.url).then(
      () => 'answered',
      () => 'cut',
    );
    await eventually(() => expect(upstream.requests).toHaveLength(1));
    await upstream.close();
    await upstream.close();
    expect(await outcome).toBe('cut');
  });
});
