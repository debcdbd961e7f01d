import { expect, test } from 'vitest';
import { inspectDocument } from '../src/check/inspect-document.ts';
import { corpusNames, listCorpus } from '../src/index.ts';

/** Those with the most operations, the largest definitions, or the strangest contradictions; the checks of the slowest take a few seconds. */
const giants = [
  'microsoft.com/graph',
  'autotask.net',
  'amazonaws.com/ec2',
  'amazonaws.com/securityhub',
  'amazonaws.com/mediaconvert',
  'docusign.net',
  'googleapis.com/compute',
  'gsmtasks.com',
  'netbox.dev',
  'zuora.com',
  'azure.com/logic',
  'linqr.app',
  'shipengine.com',
  'tfl.gov.uk',
  'visualstudio.com',
];

/** Every fortieth document in the order of their providers, the named ones, and the giants. */
const sample = new Set([...listCorpus().filter((_, index) => index % 40 === 0), ...corpusNames, ...giants]);

test.each([...sample])('every tool of %s is one that every client takes, and that can be called', async (id) => {
  const { compiled, failures, tools, operations, called, uncalled } = await inspectDocument(id);
  expect(failures).toEqual([]);
  expect(compiled).toBe(true);
  expect(tools).toBe(operations);
  expect(called).toBeGreaterThanOrEqual(uncalled);
});
