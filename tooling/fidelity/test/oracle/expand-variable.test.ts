import { describe, expect, test } from 'vitest';
import { expandVariable, type OperatorName, type Value } from '../../src/oracle/expand-variable.ts';

/** The variables of RFC 6570 §3.2. */
const list = ['red', 'green', 'blue'];
const keys = { semi: ';', dot: '.', comma: ',' };

/** Expansions of RFC 6570 §3.2.2, §3.2.5, §3.2.7 and §3.2.8. */
const EXAMPLES: readonly (readonly [OperatorName, name: string, explode: boolean, Value, string | undefined])[] = [
  ['simple', 'var', false, 'value', 'value'],
  ['simple', 'hello', false, 'Hello World!', 'Hello%20World%21'],
  ['simple', 'half', false, '50%', '50%25'],
  ['simple', 'list', false, list, 'red,green,blue'],
  ['simple', 'list', true, list, 'red,green,blue'],
  ['simple', 'keys', false, keys, 'semi,%3B,dot,.,comma,%2C'],
  ['simple', 'keys', true, keys, 'semi=%3B,dot=.,comma=%2C'],
  ['label', 'who', false, 'fred', '.fred'],
  ['label', 'list', false, list, '.red,green,blue'],
  ['label', 'list', true, list, '.red.green.blue'],
  ['label', 'keys', true, keys, '.semi=%3B.dot=..comma=%2C'],
  ['label', 'empty_keys', true, {}, undefined],
  ['matrix', 'half', false, '50%', ';half=50%25'],
  ['matrix', 'empty', false, '', ';empty'],
  ['matrix', 'list', false, list, ';list=red,green,blue'],
  ['matrix', 'list', true, list, ';list=red;list=green;list=blue'],
  ['matrix', 'keys', false, keys, ';keys=semi,%3B,dot,.,comma,%2C'],
  ['matrix', 'keys', true, keys, ';semi=%3B;dot=.;comma=%2C'],
  ['form', 'empty', false, '', '?empty='],
  ['form', 'list', true, list, '?list=red&list=green&list=blue'],
  ['form', 'keys', false, keys, '?keys=semi,%3B,dot,.,comma,%2C'],
  ['form', 'keys', true, keys, '?semi=%3B&dot=.&comma=%2C'],
];

describe('the oracle expands as RFC 6570 does', () => {
  test.each(EXAMPLES)('%s of %s, explode %s', (operator, name, explode, value, expanded) => {
    expect(expandVariable({ operator, name, explode }, value)).toBe(expanded);
  });
});
