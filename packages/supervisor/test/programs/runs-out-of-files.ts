// A host program: a supervisor that has no descriptor left when it is to start one child and another one crashes; then it has some again. Prints as JSON what became of both.
import { closeSync, openSync } from 'node:fs';
import { eventually } from '@mcpm/test-kit';
import { ProcessManager } from '../../src/index.ts';
import { witness } from '../chaos/places.ts';

const [directory = ''] = process.argv.slice(2);
const manager = new ProcessManager();
const restart = { initialDelayMs: 20, maxDelayMs: 40, maxRetries: 100 };
const ends: string[] = [];
manager.subscribe((event) => {
  if (event.type === 'exit') ends.push(`${event.id} ${event.report.cause}`);
});

await manager.startProcess(witness(directory, 'crashed', { restart }));
const taken: number[] = [];
try {
  for (;;) taken.push(openSync('/dev/null', 'r'));
} catch {
  // EMFILE: that was the last one.
}
const refused = await manager.startProcess(witness(directory, 'refused', { restart })).then(
  () => 'started',
  (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
);
process.kill(manager.getProcessInfo('crashed')?.pid ?? 0, 'SIGKILL');
const IDS = ['crashed', 'refused'];
/** Waits until this is so for both. */
const both = (isSo: (id: string) => boolean) =>
  eventually(() => {
    if (!IDS.every(isSo)) throw new Error(`not yet: ${ends.join()}`);
  });
await both((id) => ends.filter((end) => end === `${id} spawn-error`).length > 1);
for (const descriptor of taken) closeSync(descriptor);
await both((id) => manager.getProcessInfo(id)?.status === 'running');
process.stdout.write(`${JSON.stringify({ refused, ends: [...new Set(ends)] })}\n`);
await manager.shutdown();
