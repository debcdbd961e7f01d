// The official conformance suite against the built runner, on every transport it can be bridged to.
import { beforeAll, describe, expect, test } from 'vitest';
import { judgedRunner } from '../src/run/judged-runner.ts';
import { differences, judge, ofAnyTransport } from '../src/suite/judge.ts';
import { FACES, runFace, type Face } from '../src/suite/run-faces.ts';
import type { Check } from '../src/suite/run-suite.ts';
import { UNMET } from '../src/suite/unmet.ts';

const runs = new Map<string, readonly Check[]>();

beforeAll(async () => {
  const bin = await judgedRunner();
  // Each has a runner, an upstream and a document of its own; two at a time keep two cores busy.
  const waiting = [...FACES];
  const lane = async () => {
    for (let face = waiting.shift(); face !== undefined; face = waiting.shift())
      runs.set(nameOf(face), await runFace(bin, face));
  };
  await Promise.all([lane(), lane()]);
}, 90_000);

const nameOf = ({ transport, revision }: Face) => `${revision} over ${transport}`;
const checksOf = (face: Face) => runs.get(nameOf(face)) ?? [];

describe('the official conformance suite', () => {
  test.each(FACES.filter(({ transport }) => transport === 'streamable'))(
    'R36: everything passes at $revision but what is listed with its reason, and nothing is listed that passes',
    (face) => {
      expect(judge(checksOf(face), face.revision, UNMET)).toEqual({ unexpected: [], stale: [] });
    },
  );

  test.each(FACES.filter(({ transport }) => transport !== 'streamable'))(
    'R36: at $revision a bridge to $transport gives the same results as Streamable HTTP',
    (face) => {
      const direct = ofAnyTransport(checksOf({ ...face, transport: 'streamable' }));
      expect(differences(direct, ofAnyTransport(checksOf(face)))).toEqual([]);
    },
  );

  test('no scenario is lost: the suite ran at least 33 at 2025-11-25 and 39 at 2026-07-28', () => {
    const scenarios = (revision: Face['revision']) =>
      new Set(checksOf({ transport: 'streamable', revision }).map(({ scenario }) => scenario)).size;
    expect(scenarios('2025-11-25')).toBeGreaterThanOrEqual(33);
    expect(scenarios('2026-07-28')).toBeGreaterThanOrEqual(39);
  });
});
