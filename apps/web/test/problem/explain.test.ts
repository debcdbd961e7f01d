import { expect, test } from 'vitest';
import { errorRegistry } from '../../src/contract/index.ts';
import { isStandardNext } from '../../src/problem/explain.ts';

test('the registry’s next step may be said in another language, a better one stays as it was sent', () => {
  const { next } = errorRegistry.port_in_use;
  expect(isStandardNext({ code: 'port_in_use', detail: '', next })).toBe(true);
  expect(isStandardNext({ code: 'port_in_use', detail: '', next: 'End process 4312.' })).toBe(false);
  expect(isStandardNext({ code: 'from_the_future', detail: '', next: 'Wait.' })).toBe(false);
});
