import { expect, test } from 'vitest';
import { inspectDocument } from '../src/check/inspect-document.ts';
import { corpusNames, listCorpus } from '../src/index.ts';

/** Every fortieth document, the named ones, and giants whose checks take a second or two. */
const sample = [...listCorpus().filter((_, index) => index % 40 === 0), ...corpusNames, 'microsoft.com/graph'];

test.each(sample)('every tool of %s is one that every client takes', async (id) => {
  const { compiled, failures, tools, operations } = await inspectDocument(id);
  expect(failures).toEqual([]);
  expect(compiled).toBe(true);
  expect(tools).toBe(operations);
});
