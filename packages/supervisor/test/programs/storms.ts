// A host program: a supervisor on the run directory argv[2], which starts, restarts, kills and stops children of takes-a-place.sh (their files in argv[3]) by the chance of the
// seed argv[4], for ever. It prints what it found, begins at the line `go`, prints a line for each command, and throws out of its loop at the line `throw`.
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { pick, randomFrom } from '../chaos/seed.ts';
import { ProcessManager } from '../../src/index.ts';
import { witness, type Conduct } from '../chaos/places.ts';

const [runDir = '', directory = '', seed = ''] = process.argv.slice(2);
const IDS = ['one', 'two', 'three', 'four'];
const CONDUCTS: readonly Conduct[] = [['stays'], ['deaf'], ['crashes', 1], ['exits', 1]];
const random = randomFrom(Number(seed));
const manager = new ProcessManager({ runDir, startSlots: 3, random });
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const begun = Promise.withResolvers<void>();
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'throw') throw new Error('the end of this supervisor');
  begun.resolve();
});
const { damaged, stuck } = await manager.recover();
print(JSON.stringify({ damaged: damaged.length, stuck: stuck.length }));
await begun.promise;

const policy = { restart: { initialDelayMs: 2, maxDelayMs: 5, maxRetries: 50, windowMs: 60_000 }, timeouts: { termAfterMs: 10, killAfterMs: 30 } };
const containment = ['group', 'best-effort'] as const;

async function command(id: string): Promise<unknown> {
  const chance = random();
  if (chance < 0.5) return manager.startProcess(witness(directory, id, { conduct: pick(CONDUCTS, random), containment: pick(containment, random), ...policy }));
  if (chance < 0.65) return manager.restartProcess(id);
  if (chance < 0.8) return manager.stopProcess(id, { force: random() < 0.5 });
  const pid = manager.getProcessInfo(id)?.pid;
  return pid !== undefined && process.kill(pid, 'SIGKILL');
}

for (;;) {
  const id = pick(IDS, random);
  // What is refused, or is gone already, is part of a storm.
  const done = command(id).catch(() => undefined);
  if (random() < 0.5) await done;
  else await turn();
  print(id);
}
