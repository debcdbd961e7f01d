import { describe, expect, test } from 'vitest';
import { MAX_REDIRECTS, planRedirect, type RedirectPlan } from '../../src/upstream/plan-redirect.ts';

const request = {
  method: 'POST',
  url: 'https://api.test/a',
  headers: { 'Content-Type': 'text/plain', Authorization: 'Bearer x' },
  body: 'b',
};
const get = {
  method: 'GET',
  url: 'https://api.test/a?api_key=hunter2',
  headers: {
    Accept: '*/*',
    'User-Agent': 'u',
    'accept-language': 'de',
    Authorization: 'Bearer hunter2',
    'X-API-Key': 'hunter2',
    cookie: 'session=hunter2',
    Host: 'api.test',
  },
};

describe('planRedirect within an origin', () => {
  test('an answer that is no redirect, or names no place, is the answer', () => {
    expect(planRedirect(request, { status: 200, location: '/b' }, { followed: 0 }).kind).toBe('answer');
    expect(planRedirect(request, { status: 302, location: undefined }, { followed: 0 }).kind).toBe('answer');
    expect(planRedirect(request, { status: 304, location: '/b' }, { followed: 0 }).kind).toBe('answer');
  });

  test.each([301, 302, 303])('after %i a POST goes on as GET without its body', (status) => {
    const next = { method: 'GET', url: 'https://api.test/b', headers: { Authorization: 'Bearer x' } };
    const plan = { kind: 'follow', crosses: false, request: next };
    expect(planRedirect(request, { status, location: '/b' }, { followed: 0 })).toEqual(plan);
  });

  test.each([307, 308])('after %i the request is repeated as it was', (status) => {
    const plan = { kind: 'follow', crosses: false, request: { ...request, url: 'https://api.test/b' } };
    expect(planRedirect(request, { status, location: 'b' }, { followed: 0 })).toEqual(plan);
  });

  test('a PUT stays a PUT after 302 and becomes a GET after 303; a HEAD stays one', () => {
    const put = { ...request, method: 'PUT' };
    expect(planRedirect(put, { status: 302, location: '/b' }, { followed: 0 })).toMatchObject({
      request: { method: 'PUT' },
    });
    expect(planRedirect(put, { status: 303, location: '/b' }, { followed: 0 })).toMatchObject({
      request: { method: 'GET' },
    });
    const head = { ...get, method: 'HEAD' };
    expect(planRedirect(head, { status: 303, location: '/b' }, { followed: 0 })).toMatchObject({
      request: { method: 'HEAD' },
    });
  });

  test('the sixth redirect is refused', () => {
    expect(planRedirect(request, { status: 307, location: '/b' }, { followed: MAX_REDIRECTS - 1 }).kind).toBe('follow');
    expect(planRedirect(request, { status: 307, location: '/b' }, { followed: MAX_REDIRECTS }).kind).toBe('refuse');
  });

  test.each(['http://', 'ftp://api.test/b', 'javascript:alert(1)', 'file:///etc/passwd'])(
    '%s is refused',
    (location) => {
      expect(planRedirect(get, { status: 302, location }, { followed: 0 }).kind).toBe('refuse');
    },
  );
});

describe('planRedirect to another origin', () => {
  const follow = (url: string): RedirectPlan => ({
    kind: 'follow',
    crosses: true,
    request: { method: 'GET', url, headers: { Accept: '*/*', 'User-Agent': 'u', 'accept-language': 'de' } },
  });

  test.each([301, 302, 303, 307, 308])(
    'R31: after %i a GET goes on without credentials, cookies and own headers',
    (status) => {
      const location = 'https://codeload.test/x?token=of-the-redirect';
      expect(planRedirect(get, { status, location }, { followed: 0 })).toEqual(follow(location));
    },
  );

  test('R31: neither the query of the request nor what stands before the host goes along', () => {
    expect(planRedirect(get, { status: 302, location: '//other.test/b' }, { followed: 0 })).toEqual(
      follow('https://other.test/b'),
    );
    const withName = planRedirect(get, { status: 302, location: 'https://me:secret@other.test/b#f' }, { followed: 0 });
    expect(withName).toEqual(follow('https://other.test/b'));
  });

  test('R31: a credential that the API quotes in the URL does not go along either, nor into the reason', () => {
    const soFar = { followed: 0, holdsSecret: (text: string) => text.includes('hunter2') };
    const plan = planRedirect(get, { status: 302, location: 'https://other.test/a?api_key=hunter2' }, soFar);
    expect(plan).toMatchObject({ kind: 'refuse', reason: expect.stringContaining('a credential in the URL') });
    expect(JSON.stringify(plan)).not.toContain('hunter2');
    expect(planRedirect(get, { status: 302, location: '/b?api_key=hunter2' }, soFar).kind).toBe('follow');
    const capital = { followed: 0, holdsSecret: (text: string) => text.includes('Hunter2') };
    const host = planRedirect(get, { status: 302, location: 'https://Hunter2.other.test/' }, capital);
    expect(host).toMatchObject({ kind: 'refuse', reason: expect.stringContaining('a credential in the URL') });
    expect(JSON.stringify(host).toLowerCase()).not.toContain('hunter2');
  });

  test('R31: back at the first origin the credentials stay away', () => {
    const there = planRedirect(get, { status: 302, location: 'https://other.test/b' }, { followed: 0 });
    if (there.kind !== 'follow') throw new Error('It shall be followed');
    expect(planRedirect(there.request, { status: 302, location: 'https://api.test/c' }, { followed: 1 })).toEqual(
      follow('https://api.test/c'),
    );
  });

  test('R31: a body, and whatever changes something, is refused, saying why; after 303 it is a GET', () => {
    const location = 'https://other.test/b';
    for (const status of [301, 302, 307, 308])
      expect(planRedirect(request, { status, location }, { followed: 0 })).toMatchObject({
        kind: 'refuse',
        reason: expect.stringContaining('the body of a request is not sent'),
      });
    const remove = { method: 'DELETE', url: request.url, headers: {} };
    expect(planRedirect(remove, { status: 307, location }, { followed: 0 })).toMatchObject({
      reason: expect.stringContaining('a DELETE is not repeated'),
    });
    expect(planRedirect(request, { status: 303, location }, { followed: 0 })).toEqual({
      kind: 'follow',
      crosses: true,
      request: { method: 'GET', url: location, headers: {} },
    });
  });

  test('R31: encryption is never given up, and gained only without credentials', () => {
    expect(planRedirect(get, { status: 302, location: 'http://api.test/b' }, { followed: 0 })).toMatchObject({
      kind: 'refuse',
      reason: expect.stringContaining('without encryption'),
    });
    const plain = { ...get, url: 'http://api.test/a' };
    expect(planRedirect(plain, { status: 301, location: 'https://api.test/a' }, { followed: 0 })).toEqual(
      follow('https://api.test/a'),
    );
  });

  test.each([
    'https://localhost/x',
    'https://app.localhost./x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://10.1.2.3/x',
    'https://192.168.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://metadata.google.internal/x',
    'https://[::1]/x',
    'https://[fe80::1]/x',
    'https://[fd00:ec2::254]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[64:ff9b::127.0.0.1]/x',
  ])('a public API cannot send us to %s', (location) => {
    expect(planRedirect(get, { status: 302, location }, { followed: 0 })).toMatchObject({
      kind: 'refuse',
      reason: expect.stringContaining('reachable only from within'),
    });
  });

  test('a local API may send us to another local one, but not to the metadata of a cloud', () => {
    const local = { ...get, url: 'http://localhost:3000/a' };
    expect(planRedirect(local, { status: 302, location: 'http://127.0.0.1:4000/b' }, { followed: 0 }).kind).toBe(
      'follow',
    );
    expect(planRedirect(local, { status: 302, location: 'http://169.254.169.254/b' }, { followed: 0 }).kind).toBe(
      'refuse',
    );
  });
});
