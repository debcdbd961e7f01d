// A host program: lets children of takes-a-place.sh crash (argv[2]: how often, argv[3]: how often before that, for the program to
// take its working size; argv[4]: directory of their files). Prints as JSON what it has grown by between: memory (MB, after a collection), descriptors, listeners, and what keeps its loop alive.
import { readdirSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { ProcessManager } from '../../src/index.ts';
import { witness } from '../chaos/places.ts';

const [times = '', before = '', directory = ''] = process.argv.slice(2);
const CHILDREN = 10;
const manager = new ProcessManager({ restartsPerMinute: 1_000_000, startSlots: 4 });
let onExit = (): void => undefined;
let exits = 0;
manager.subscribe((event) => {
  if (event.type !== 'exit') return;
  exits += 1;
  onExit();
});

/** Lets the children crash so often together, and removes them. */
async function crash(count: number): Promise<void> {
  const until = exits + count;
  const enough = new Promise<void>((resolve) => (onExit = () => exits >= until && resolve()));
  const restart = { initialDelayMs: 1, maxDelayMs: 1, maxRetries: 1000, windowMs: 3_600_000 };
  const ids = Array.from({ length: CHILDREN }, (_, index) => `child-${index}`);
  // Nobody crashes before it is ready, so every start settles; a crash is no news here.
  for (const id of ids)
    manager
      .startProcess(witness(directory, `${id}-${until}`, { conduct: ['crashes', 1], restart, containment: 'group' }))
      .catch(() => undefined);
  await enough;
  await Promise.all(ids.map((id) => manager.removeProcess(`${id}-${until}`)));
}

async function figures() {
  // What is over is let go of within a few turns, and some of it by a second collection.
  for (let count = 0; count < 10; count += 1) {
    await turn();
    globalThis.gc?.();
  }
  return {
    heap: process.memoryUsage().heapUsed / 1e6,
    rss: process.memoryUsage().rss / 1e6,
    descriptors: readdirSync('/proc/self/fd').length,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    keeping: process.getActiveResourcesInfo().length,
  };
}

await crash(Number(before));
const first = await figures();
await crash(Number(times));
const last = await figures();
const grown = Object.fromEntries(
  Object.entries(last).map(([name, value]) => [name, value - first[name as keyof typeof first]]),
);
process.stdout.write(`${JSON.stringify({ exits, ...grown })}\n`);
await manager.shutdown();
