import { expect, test } from 'vitest';
import { boundText } from '../../src/index.ts';

const readOn = { tool: 'read_answer', answer: 'abc' };

test('a long JSON text as a whole is read on in by pages: its path is empty, and would give the same again', () => {
  const text = JSON.stringify('word '.repeat(5_000));
  const { note } = boundText(text, true, { tokens: 500, readOn });
  expect(note).toContain('read_answer {"answer":"abc","page":1} gives the text as it came');
  expect(note).not.toContain('"path":""');
});

test('a part that is left out is named by its path', () => {
  const text = JSON.stringify({ list: Array.from({ length: 900 }, (_, id) => ({ id })) });
  const { note } = boundText(text, true, { tokens: 500, readOn });
  expect(note).toMatch(/read_answer \{"answer":"abc","path":"\/list\/\d+"\} reads a part/);
});
