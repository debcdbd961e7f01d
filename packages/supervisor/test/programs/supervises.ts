// A supervisor made of the parts that matter when it dies: run directory, guardian, launch. argv: run directory, then what is left out of it
// (`no-guardian`, `no-death-signal`, `no-cgroup`). It tells what it found, then takes a line of JSON per start and answers with what it started.
import { randomUUID } from 'node:crypto';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ProcessSpec } from '@mcpm/domain';
import { DescendantFinder } from '../../src/effects/end/descendants.ts';
import { runMarker } from '../../src/effects/end/run-marker.ts';
import { CgroupLeaf } from '../../src/effects/launch/cgroup-leaf.ts';
import { chooseContainment } from '../../src/effects/launch/choose-containment.ts';
import { probeLaunchSupport } from '../../src/effects/launch/launch-support.ts';
import { spawnChild } from '../../src/effects/launch/spawn-child.ts';
import { Guardian } from '../../src/effects/ledger/guardian.ts';
import { RunDirectory } from '../../src/effects/ledger/run-directory.ts';

interface Start {
  readonly id: string;
  readonly args: readonly string[];
  readonly survive?: boolean;
  /** Where it kills itself. */
  readonly dies?: 'before-spawn' | 'at-spawn';
}

const [runDir = '', ...without] = process.argv.slice(2);
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
const die = (): void => void process.kill(process.pid, 'SIGKILL');

const supervisor = randomUUID();
const directory = await RunDirectory.open({ runDir, supervisor, finder: new DescendantFinder() }).catch(
  (error: unknown) => {
    say({ refused: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);
const { ended, adoptable, damaged, stuck } = directory.recovery;
const found = await probeLaunchSupport();
const support = {
  ...found,
  setpriv: without.includes('no-death-signal') ? undefined : found.setpriv,
  cgroupParent: without.includes('no-cgroup') ? undefined : found.cgroupParent,
};
const guardian = without.includes('no-guardian')
  ? undefined
  : Guardian.start({
      supervisor,
      ledgerDir: directory.ledgerDir,
      shell: support.shell ?? '/bin/sh',
      path: process.env['PATH'] ?? '',
    });
say({
  supervisor,
  guardian: guardian?.pid,
  ended: ended.map(({ id }) => id),
  adoptable: adoptable.map(({ entry, identity }) => ({ id: entry.id, runId: entry.runId, pid: identity.pid })),
  damaged: damaged.length,
  stuck: stuck.length,
});

let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'leave') {
    await guardian?.goodbye();
    directory.close();
    process.exit(0);
  }
  const { id, args, survive = false, dies } = JSON.parse(line) as Start;
  number += 1;
  const marker = runMarker({ supervisor, number, survive });
  const spec = ProcessSpec.parse({ id, command: 'sh', args, survive });
  const containment = chooseContainment(spec, support);
  const { level } = containment;
  const cgroup =
    level === 'cgroup' && support.cgroupParent ? CgroupLeaf.make(support.cgroupParent, `mcpm-${marker}`) : undefined;
  const output = openSync(join(runDir, `${id}.out`), 'a');
  const ledgerFile = directory.ledger.begin({
    id,
    runId: number,
    marker,
    survive,
    startedAt: new Date().toISOString(),
    containment,
    cgroup: cgroup?.path,
    command: spec.command,
    args: spec.args,
    spools: {},
  });
  if (dies === 'before-spawn') die();
  const descriptors = { stdout: output, stderr: output, listen: undefined };
  const listener = { onMessage: () => undefined, onGarbage: () => undefined, onExit: () => undefined };
  const spawning = spawnChild({ spec, descriptors, support, containment, cgroup, marker, ledgerFile }, listener);
  if (dies === 'at-spawn') die();
  const { identity } = await spawning;
  say({ id, marker, pid: identity.pid, level, cgroup: cgroup?.path });
}
