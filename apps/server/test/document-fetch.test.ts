import { gzipSync } from 'node:zlib';
import { DialRefusal } from '@mcpm/openapi';
import { startUpstream } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { documentFetch, listPlaces, type DocumentPlaces } from '../src/document-fetch.ts';

const local: DocumentPlaces = { opened: [], thisMachine: true };
const remote: DocumentPlaces = { opened: [], thisMachine: false };

/** Why a URL is not asked for; `undefined` if something else went wrong, or nothing. */
async function refusalOf(places: DocumentPlaces, url: string, address = '127.0.0.1'): Promise<string | undefined> {
  const ask = documentFetch(places, (_host, _options, done) => done(null, [{ address, family: 4 }]));
  const error: unknown = await ask(url, { signal: AbortSignal.timeout(5_000) }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof DialRefusal ? cause.message : undefined;
}

describe('an address that is reachable only from within', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://10.1.2.3/openapi.json',
    'http://[fd00::1]/',
  ])('R45: is not asked, wherever the manager listens: %s', async (url) => {
    for (const places of [local, remote]) expect(await refusalOf(places, url)).toContain('MCPM_ALLOW_PRIVATE');
  });

  test('R45: is not asked by a name either, and the refusal says what the name leads to', async () => {
    expect(await refusalOf(local, 'http://docs.test/', '10.1.2.3')).toBe(
      'docs.test leads to 10.1.2.3, a private address, which only whoever starts the manager may open: by the variable MCPM_ALLOW_PRIVATE, with 10.1.2.3',
    );
    expect(await refusalOf(local, 'http://docs.test/', '169.254.169.254')).toContain('link-local');
    expect(await refusalOf(remote, 'http://docs.test/')).toContain('an address of this machine');
  });

  test('R45: is judged alike by the entries alone, as runners are told of them', async () => {
    const urls = ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '[::]', '[::ffff:127.0.0.2]', '10.1.2.3'];
    for (const places of [local, remote, { ...remote, opened: ['10.0.0.0/8'] }]) {
      const listed = { opened: listPlaces(places), thisMachine: false };
      for (const host of urls)
        expect(await refusalOf(listed, `http://${host}:9/`)).toBe(await refusalOf(places, `http://${host}:9/`));
    }
  });

  test('R45: is asked once it is opened; what `all` opens leaves out where clouds keep credentials', async () => {
    await using upstream = await startUpstream({ handler: () => ({ body: 'yes' }) });
    const { port } = new URL(upstream.url);
    const url = `http://docs.test:${port}/`;
    for (const opened of [['127.0.0.0/8'], ['docs.test'], ['all']]) {
      const ask = documentFetch({ opened, thisMachine: false }, (_host, { all }, done) =>
        all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
      );
      expect(await (await ask(url)).text()).toBe('yes');
    }
    expect(await refusalOf({ opened: ['all'], thisMachine: true }, 'http://169.254.169.254/')).toBeDefined();
  });
});

test('what is asked is answered as by fetch: headers, codings, redirects for whoever judges them', async () => {
  await using upstream = await startUpstream({
    handler: ({ url }) =>
      url === '/moved'
        ? { status: 302, headers: { Location: 'http://169.254.169.254/' } }
        : { headers: { 'Content-Encoding': 'gzip', ETag: '"1"' }, body: gzipSync('a document') },
  });
  const ask = documentFetch(local);
  const answer = await ask(`${upstream.url}/a`, { headers: { 'X-Key': 'k' } });
  expect([answer.ok, answer.headers.get('etag'), await answer.text()]).toEqual([true, '"1"', 'a document']);
  expect(upstream.requests[0]?.headers['x-key']).toBe('k');
  const moved = await ask(new URL(`${upstream.url}/moved`));
  expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://169.254.169.254/']);
  await moved.body?.cancel();
});
