// A small supervisor: spawns what each line of stdin says (a process spec as JSON), tells its pid or why it could not on stdout, and its exit.
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse, ProcessSpec } from '@mcpm/domain';
import { chooseContainment } from '../../../../src/effects/launch/choose-containment.ts';
import { probeLaunchSupport } from '../../../../src/effects/launch/launch-support.ts';
import { spawnChild } from '../../../../src/effects/launch/spawn-child.ts';
import { describeSpawnFailure } from '../../../../src/effects/launch/spawn-error.ts';

const tell = (told: object) => process.stdout.write(`${JSON.stringify(told)}\n`);
const support = await probeLaunchSupport();
const stderr = openSync('/dev/null', 'a');

for await (const line of createInterface({ input: process.stdin })) {
  const spec = parse(ProcessSpec, JSON.parse(line));
  const containment = chooseContainment(spec, support);
  const request = { spec, support, containment, cgroup: undefined, marker: 'm.1', ledgerFile: undefined };
  try {
    const onExit = (code: number | null, signal: string | null) => tell({ code, signal });
    const ignore = () => undefined;
    const child = await spawnChild(
      { ...request, descriptors: { stdout: stderr, stderr, listen: undefined } },
      { onExit, onMessage: ignore, onGarbage: ignore },
    );
    tell({ pid: child.identity.pid });
  } catch (error) {
    tell(describeSpawnFailure(error, spec.command));
  }
}
