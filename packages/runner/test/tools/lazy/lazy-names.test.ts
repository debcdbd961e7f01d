import { expect, test } from 'vitest';
import { nameLazyTools } from '../../../src/tools/lazy/lazy-names.ts';

const plain = { search: 'search_operations', describe: 'describe_operation', call: 'call_operation' };

test('the three tools bear plain names', () => {
  expect(nameLazyTools([])).toEqual(plain);
  expect(nameLazyTools(['search', 'call', 'operation'])).toEqual(plain);
});

test('a tool of the document, in whatever case, makes all three step aside together', () => {
  const aside = { search: 'mcpm_search_operations', describe: 'mcpm_describe_operation', call: 'mcpm_call_operation' };
  expect(nameLazyTools(['Call_Operation'])).toEqual(aside);
  expect(nameLazyTools(['call_operation', 'mcpm_search_operations']).describe).toBe('mcpm2_describe_operation');
});
