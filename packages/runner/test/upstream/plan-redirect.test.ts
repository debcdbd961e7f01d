import { describe, expect, test } from 'vitest';
import { MAX_REDIRECTS, planRedirect } from '../../src/upstream/plan-redirect.ts';

const request = {
  method: 'POST',
  url: 'https://api.test/a',
  headers: { 'Content-Type': 'text/plain', Authorization: 'Bearer x' },
  body: 'b',
};

describe('planRedirect', () => {
  test('an answer that is no redirect, or names no place, is the answer', () => {
    expect(planRedirect(request, { status: 200, location: '/b' }, 0).kind).toBe('answer');
    expect(planRedirect(request, { status: 302, location: undefined }, 0).kind).toBe('answer');
    expect(planRedirect(request, { status: 304, location: '/b' }, 0).kind).toBe('answer');
  });

  test.each([301, 302, 303])('after %i a POST goes on as GET without its body', (status) => {
    const get = { method: 'GET', url: 'https://api.test/b', headers: { Authorization: 'Bearer x' } };
    expect(planRedirect(request, { status, location: '/b' }, 0)).toEqual({ kind: 'follow', request: get });
  });

  test.each([307, 308])('after %i the request is repeated as it was', (status) => {
    expect(planRedirect(request, { status, location: 'b' }, 0)).toEqual({
      kind: 'follow',
      request: { ...request, url: 'https://api.test/b' },
    });
  });

  test('a PUT stays a PUT after 302 and becomes a GET after 303', () => {
    const put = { ...request, method: 'PUT' };
    expect(planRedirect(put, { status: 302, location: '/b' }, 0)).toMatchObject({ request: { method: 'PUT' } });
    expect(planRedirect(put, { status: 303, location: '/b' }, 0)).toMatchObject({ request: { method: 'GET' } });
  });

  test.each(['http://api.test/b', 'https://api.test:8443/b', 'https://evil.test/b', '//evil.test/b'])(
    'R31: %s is another origin and refused',
    (location) => {
      expect(planRedirect(request, { status: 307, location }, 0).kind).toBe('refuse');
    },
  );

  test('the sixth redirect is refused', () => {
    expect(planRedirect(request, { status: 307, location: '/b' }, MAX_REDIRECTS - 1).kind).toBe('follow');
    expect(planRedirect(request, { status: 307, location: '/b' }, MAX_REDIRECTS).kind).toBe('refuse');
  });
});
