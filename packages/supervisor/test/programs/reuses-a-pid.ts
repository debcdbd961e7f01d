// Runs as the first process of a PID namespace: makes the kernel give one pid to two processes, and signals the first by its identity when the second has it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { identify, isSame, signalGroup, signalProcess } from '../../src/effects/end/identity.ts';

const start = (): ChildProcess => spawn('sleep', ['600'], { stdio: 'ignore', detached: true });
const end = async (child: ChildProcess): Promise<void> => {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

const first = start();
const before = identify(first.pid ?? 0);
if (!before) throw new Error('The first process cannot be identified.');
await end(first);

let second = start();
// Again until it has the number and started in a later tick: two within one hundredth of a second have the same.
while (second.pid !== before.pid || identify(before.pid)?.startTicks === before.startTicks) {
  await end(second);
  writeFileSync('/proc/sys/kernel/ns_last_pid', String(before.pid - 1));
  second = start();
}
const after = identify(before.pid);
const refused = [isSame(before), signalProcess(before, 'SIGKILL'), signalGroup(before, 'SIGKILL')];
const isSpared = after !== undefined && isSame(after);
const reached = after !== undefined && signalProcess(after, 'SIGKILL');
const [, signal] = (await once(second, 'exit')) as [number | null, string | null];
process.stdout.write(JSON.stringify({ samePid: after?.pid === before.pid, refused, isSpared, reached, signal }));
