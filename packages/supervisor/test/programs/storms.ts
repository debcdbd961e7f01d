// A host program: a supervisor on the run directory argv[2], which starts, restarts, kills and stops children of takes-a-place.sh (their files in argv[3]) by the chance of the
// seed argv[4], for ever. It prints what it found, begins at the line `go`, prints a line for each command, throws out of its loop at the line `throw`, and shuts down
// at the line `leave`.
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { pick, randomFrom } from '../chaos/seed.ts';
import { probeLaunchSupport } from '../../src/effects/launch/launch-support.ts';
import { ProcessManager } from '../../src/index.ts';
import { probes, survivor, witness, type Conduct } from '../chaos/places.ts';

const [runDir = '', directory = '', seed = ''] = process.argv.slice(2);
const IDS = ['one', 'two', 'three', 'kept', 'kept too'];
const CONDUCTS: readonly Conduct[] = [['stays'], ['deaf'], ['crashes', 1], ['exits', 1]];
const random = randomFrom(Number(seed));
const manager = new ProcessManager({ runDir, startSlots: 3, random, probes });
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const begun = Promise.withResolvers<void>();
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'throw') throw new Error('the end of this supervisor');
  if (line === 'leave') void leave();
  if (line === 'go') begun.resolve();
});
const { damaged, stuck } = await manager.recover();
print(JSON.stringify({ damaged: damaged.length, stuck: stuck.length }));
await begun.promise;

const policy = {
  restart: { initialDelayMs: 2, maxDelayMs: 5, maxRetries: 50, windowMs: 60_000 },
  timeouts: { termAfterMs: 10, killAfterMs: 30 },
};
const { cgroupParent } = await probeLaunchSupport();
const containment = ['group' as const, ...(cgroupParent === undefined ? [] : ['cgroup' as const])];

// What is to survive is adopted where the next one begins it with the same command, and ended where it begins another.
function specOf(id: string) {
  const changes = { containment: pick(containment, random), ...policy };
  if (id.startsWith('kept') && random() < 0.7) return survivor(directory, id, changes);
  return witness(directory, id, { conduct: pick(CONDUCTS, random), ...changes });
}

async function command(id: string): Promise<unknown> {
  const chance = random();
  if (chance < 0.5) return manager.startProcess(specOf(id));
  if (chance < 0.65) return manager.restartProcess(id);
  if (chance < 0.8) return manager.stopProcess(id, { force: random() < 0.5 });
  const pid = manager.getProcessInfo(id)?.pid;
  return pid !== undefined && process.kill(pid, 'SIGKILL');
}

// Another command under each id ends what was left under it.
async function leave(): Promise<void> {
  for (const id of IDS) await manager.startProcess(witness(directory, id));
  await manager.shutdown();
  process.exit(0);
}

for (;;) {
  const id = pick(IDS, random);
  // What is refused, or is gone already, is part of a storm.
  const done = command(id).catch(() => undefined);
  if (random() < 0.5) await done;
  else await turn();
  print(id);
}
