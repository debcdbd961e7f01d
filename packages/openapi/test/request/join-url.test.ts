import { expect, test } from 'vitest';
import { joinUrl } from '../../src/request/join-url.ts';

test.each([
  ['https://api.test', '/pets/7', [], 'https://api.test/pets/7'],
  ['https://api.test/v1/', '/pets/a.b', ['q=1'], 'https://api.test/v1/pets/a.b?q=1'],
  ['https://api.test/v1?key=2', '/pets//7/', ['q=1'], 'https://api.test/v1/pets//7/?key=2&q=1'],
  ['https://api.test', '/', [], 'https://api.test/'],
  ['https://api.test', '/...', [], 'https://api.test/...'],
])('%s and %s are put together', (base, path, query, url) => {
  expect(joinUrl(base, path, query)).toBe(url);
});

test.each(['/pets/..', '/pets/./7', '/pets/%2e%2E/7', '/pets/a\\b', '/../pets', '/pets/?x/7'])(
  '%s, in which a parser sees other segments, is refused',
  (path) => {
    expect(() => joinUrl('https://api.test/v1', path, [])).toThrow('another path of the API');
  },
);

test.each(['api.test', 'ftp://api.test', ''])('%j is no base URL', (base) => {
  expect(() => joinUrl(base, '/pets', [])).toThrow('is not an absolute http or https URL');
});
