import { expect, test } from 'vitest';
import { oldNodeMessage } from '../../src/life/old-node.ts';

test.each(['18.0.0', '20.20.2', '22.18.0'])('Node %s is told that it is too old, and what is needed', (version) => {
  expect(oldNodeMessage(version)).toBe(`mcpm-runner needs Node 22.19 or newer; this is Node ${version}.`);
});

test.each(['22.19.0', '24.0.0', '26.10.0', process.versions.node])('Node %s will do', (version) => {
  expect(oldNodeMessage(version)).toBeUndefined();
});
