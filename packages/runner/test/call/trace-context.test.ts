import { expect, test } from 'vitest';
import { readTrace } from '../../src/call/trace-context.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('a trace context is read as it came', () => {
  expect(readTrace(traceparent, 'vendor=opaque')).toEqual({ traceparent, tracestate: 'vendor=opaque' });
  expect(readTrace(traceparent, undefined)).toEqual({ traceparent });
});

test.each([
  ['is no text', 7],
  ['has a forbidden version', `ff${traceparent.slice(2)}`],
  ['has a trace id of zeros', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
  ['has a parent id of zeros', `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`],
  ['is in upper case', traceparent.toUpperCase()],
  ['brings another header', `${traceparent}\r\nx-evil: 1`],
])('a traceparent that %s is none', (_what, value) => {
  expect(readTrace(value, 'vendor=opaque')).toBeUndefined();
});

test.each([['a\r\nx: y'], ['é'], [''], ['a'.repeat(513)], [['a']]])(
  'a tracestate that cannot be a header is left out',
  (value) => {
    expect(readTrace(traceparent, value)).toEqual({ traceparent });
  },
);
