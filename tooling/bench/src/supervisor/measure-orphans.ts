// Owns the part "kill -9 of the supervisor": who of its processes is still there, and how soon the others were gone.
import type { Contender } from './contenders.ts';
import { child, Fleet, until } from './fleet.ts';
import type { Amount, Target } from './outcome.ts';
import { askWhoRemains, waitUntilGone, type Remains } from './who-remains.ts';

/** Who is there then is an orphan. */
const ORPHAN_AFTER_MS = 6_000;
const WISHES = ['plain', 'busy', 'leaves-a-session'].map((name) => ({ name, args: [child(name)] }));
/** The grandchild is one more. */
const FAMILY = WISHES.length + 1;

/** A plain child, one whose event loop never turns, and one with a grandchild in a session of its own. */
export async function measureOrphans(contenders: readonly Contender[], { quick }: Amount): Promise<readonly Target[]> {
  return askWhoRemains(
    {
      text: 'Orphans after kill -9 of the supervisor',
      target: '0 orphans after kill -9 of the supervisor',
      patienceMs: ORPHAN_AFTER_MS,
      of: FAMILY,
      rounds: quick ? 1 : 3,
      ask: orphan,
    },
    contenders,
  );
}

async function orphan(contender: Contender): Promise<Remains> {
  await using fleet = await Fleet.open(contender, WISHES);
  await fleet.order({ type: 'start' });
  await until(() => fleet.notes().length >= FAMILY, `${contender.name} runs all`);
  fleet.crash();
  return await waitUntilGone(fleet.notes(), ORPHAN_AFTER_MS);
}
