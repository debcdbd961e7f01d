import { expect, test } from 'vitest';
import { plainHeaders } from '../../src/upstream/answer-headers.ts';

test('several values are joined as the standard allows, and cookies stay apart', () => {
  expect(
    plainHeaders({
      Link: ['<a>; rel="next"', '<b>; rel="last"'],
      'set-cookie': ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2'],
      'content-type': ['text/plain', 'text/html'],
      'retry-after': '7',
      absent: undefined,
    }),
  ).toEqual({
    link: '<a>; rel="next", <b>; rel="last"',
    'set-cookie': 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT\nb=2',
    'content-type': 'text/plain',
    'retry-after': '7',
  });
});
