// Owns the part "stop of a tree that ignores TERM": until all of it is gone, and who stays.
import type { Contender } from './contenders.ts';
import { child, Fleet, until } from './fleet.ts';
import type { Amount, Target } from './outcome.ts';
import { askWhoRemains, waitUntilGone, type Remains } from './who-remains.ts';

/** The polite time each is told. */
const KILL_AFTER_MS = 2_000;
/** Who is there so long after the order stays. */
const PATIENCE_MS = 8_000;
const TREE = 4;

/** The child, one in its group, one in a session of its own, and an orphan in another. */
export async function measureStop(contenders: readonly Contender[], { quick }: Amount): Promise<readonly Target[]> {
  return askWhoRemains(
    {
      text: `Stop of a tree that ignores TERM, KILL after ${KILL_AFTER_MS / 1_000} s`,
      target: 'nothing remains of a tree that ignores TERM',
      patienceMs: PATIENCE_MS,
      of: TREE,
      rounds: quick ? 1 : 3,
      ask: stopTree,
    },
    contenders,
  );
}

async function stopTree(contender: Contender): Promise<Remains> {
  await using fleet = await Fleet.open(contender, [
    { name: 'tree', args: [child('ignores-term-tree')], killAfterMs: KILL_AFTER_MS },
  ]);
  await fleet.order({ type: 'start' });
  await until(() => fleet.notes('child').length === 1, 'the tree stands');
  const gone = waitUntilGone(fleet.notes(), PATIENCE_MS);
  const ordered = fleet.order({ type: 'stop' }).catch(() => {
    // Who cannot end the tree may not be able to say so either: only the processes count.
  });
  const remains = await gone;
  if (remains.left.length === 0) await ordered;
  return remains;
}
