// A program that has no descriptor left: says whether the process at argv[2] (an identity as JSON) is the same, and whether a signal of its own choice reached it or its group.
import { closeSync, openSync } from 'node:fs';
import { isSame, signalGroup, signalProcess, type ProcessIdentity } from '../../src/effects/end/identity.ts';

const identity = JSON.parse(process.argv[2] ?? '') as ProcessIdentity;
const taken: number[] = [];
try {
  for (;;) taken.push(openSync('/dev/null', 'r'));
} catch {
  // EMFILE: that was the last one.
}
const said = [isSame(identity), signalProcess(identity, 'SIGKILL'), signalGroup(identity, 'SIGKILL')];
const ours = signalGroup(identity, 'SIGCONT', true);
for (const descriptor of taken) closeSync(descriptor);
process.stdout.write(`${JSON.stringify([...said, ours])}\n`);
