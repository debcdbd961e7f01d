import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DescendantFinder } from '../../../src/effects/end/descendants.ts';
import { identify, isSame, signalGroup } from '../../../src/effects/end/identity.ts';
import { RunEnd } from '../../../src/effects/end/run-end.ts';
import { holdProcess, type HeldProcess } from '../../hold-process.ts';

const program = fileURLToPath(new URL('../../programs/leaves-escapees.sh', import.meta.url));

function endOf(held: HeldProcess, marker: string) {
  const said: string[] = [];
  const child = {
    identity: held.identity,
    stdin: { end: () => said.push('end of stdin') },
    send: ({ type }: { readonly type: string }) => said.push(type) > 0,
    signal: (signal: NodeJS.Signals) => {
      said.push(signal);
      return signalGroup(held.identity, signal);
    },
  };
  return { said, end: new RunEnd({ child, marker, cgroup: undefined, finder: new DescendantFinder() }) };
}

test('each step does what its name says', async () => {
  await using held = holdProcess(['sh', '-c', 'trap "" TERM; echo up; exec sleep 60']);
  await held.line();
  const { said, end } = endOf(held, `${randomUUID()}.1`);
  end.step('eof');
  end.step('term');
  expect(said).toEqual(['shutdown', 'end of stdin', 'SIGTERM', 'SIGCONT']);
  expect(isSame(held.identity)).toBe(true);
  end.step('kill');
  await held.exited;
  expect(await end.sweep()).toEqual({ left: [] });
});

test('P26: after a kill nothing is left, not what left the session, forked twice and ignores TERM', async () => {
  const marker = `${randomUUID()}.1`;
  await using held = holdProcess(['sh', program], { marker });
  const lines = [await held.line(), await held.line(), await held.line()];
  const escaped = lines.map((line) => identify(Number(line.split(' ')[1]))).filter((one) => one !== undefined);
  expect(escaped.filter(isSame)).toHaveLength(3);
  const { end } = endOf(held, marker);
  end.step('kill');
  await held.exited;
  expect(await end.sweep()).toEqual({ left: [] });
  expect(escaped.filter(isSame)).toEqual([]);
});

test('P26: after a crash nothing is left either', async () => {
  const marker = `${randomUUID()}.1`;
  await using held = holdProcess(['sh', program, 'leaves'], { marker });
  const lines = [await held.line(), await held.line()];
  const escaped = lines.map((line) => identify(Number(line.split(' ')[1]))).filter((one) => one !== undefined);
  await held.exited;
  const { end } = endOf(held, marker);
  expect(await end.sweep()).toEqual({ left: [] });
  expect(escaped.filter(isSame)).toEqual([]);
});

test('a program that starts others as fast as they are killed is ended with all of them', async () => {
  const marker = `${randomUUID()}.1`;
  const again = 'trap "" TERM; while :; do setsid sh -c "sleep 0.02; sleep 60" & sleep 0.01; done';
  await using held = holdProcess(['sh', '-c', `setsid sh -c '${again}' & echo up; wait`], { marker });
  await held.line();
  const { end } = endOf(held, marker);
  end.step('kill');
  await held.exited;
  expect(await end.sweep()).toEqual({ left: [] });
  expect(await new DescendantFinder().find({ marker })).toEqual([]);
});
