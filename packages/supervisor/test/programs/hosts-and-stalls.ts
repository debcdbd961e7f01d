// A host program: five managed children under a health policy that gives up at the first silence. Prints its pid once each has answered; then a line `block <ms>` blocks its
// event loop for so long, and a line `report` prints as JSON, once every child has answered three times more, how many runs ended and how many checks counted.
import { createInterface } from 'node:readline';
import { program } from '@mcpm/test-kit';
import { ProcessManager } from '../../src/index.ts';

const CHILDREN = 5;
const manager = new ProcessManager({ startSlots: CHILDREN });
const answers = new Map<string, number>();
let [ended, failed] = [0, 0];
let onAnswer = (): void => undefined;
manager.subscribe((event) => {
  if (event.type === 'exit') ended += 1;
  if (event.type !== 'health') return;
  if (!event.check.ok) failed += 1;
  answers.set(event.id, (answers.get(event.id) ?? 0) + 1);
  onAnswer();
});

/** Resolves when every child has answered so many times since now. */
function answered(times: number): Promise<void> {
  answers.clear();
  return new Promise((resolve) => {
    onAnswer = () => {
      const counts = [...answers.values()];
      if (counts.length === CHILDREN && counts.every((count) => count >= times)) resolve();
    };
  });
}

for (let number = 0; number < CHILDREN; number += 1)
  await manager.startProcess({
    id: `child ${number}`,
    command: process.execPath,
    args: [program('answers-health')],
    managed: true,
    health: { intervalMs: 100, timeoutMs: 1500, failures: 1 },
  });
await answered(1);
process.stdout.write(`${process.pid}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const [word, milliseconds] = line.split(' ');
  if (word === 'block') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(milliseconds));
  if (word !== 'report') continue;
  await answered(3);
  process.stdout.write(
    `${JSON.stringify({ ended, failed, runs: manager.listProcesses().map(({ runId }) => runId) })}\n`,
  );
}
await manager.shutdown();
