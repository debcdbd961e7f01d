// Owns the table of what output lines say of themselves.
import { expect, test } from 'vitest';
import { readOutput } from '../../src/line/read-output.ts';

test.each([
  ['{"level":"warn","msg":"slow"}', { level: 'warn', text: 'slow' }],
  ['{"level":50,"time":1,"pid":2,"hostname":"h","msg":"broken"}', { level: 'error', text: 'broken' }],
  ['{"level":10,"msg":"fine"}', { level: 'debug', text: 'fine' }],
  ['{"level":"FATAL","message":"gone"}', { level: 'error', text: 'gone' }],
  ['{"level":"notice","msg":"so","tool":"getPet"}', { level: 'info', text: 'so {"tool":"getPet"}' }],
  ['{"level":"warn","code":7}', { level: 'warn', text: '{"level":"warn","code":7}' }],
  ['{"level":"loud","msg":"x"}', { text: '{"level":"loud","msg":"x"}' }],
  ['{"level":"constructor","msg":"x"}', { text: '{"level":"constructor","msg":"x"}' }],
  ['{"msg":"no level"}', { text: '{"msg":"no level"}' }],
  ['{not json}', { text: '{not json}' }],
  ['ERROR: words are not levels', { text: 'ERROR: words are not levels' }],
  ['', { text: '' }],
])('The line %j is read as it means itself', (raw, reading) => {
  expect(readOutput(raw)).toEqual(reading);
});
