// Owns supervisors that die in the middle of a storm, one after the other on the same run directory, and the witness that no child ever met another of its id.
import { fileURLToPath } from 'node:url';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { expect } from 'vitest';
import { holdProcess } from '../hold-process.ts';
import { alive, incarnations, meetings } from './places.ts';
import { chaosSeed, randomFrom } from './seed.ts';

const program = fileURLToPath(new URL('../programs/storms.ts', import.meta.url));
const TIED = ['one', 'two', 'three'];
const KEPT = ['kept', 'kept too'];
const IDS = [...TIED, ...KEPT];

/** How a supervisor dies. */
export type Death = 'SIGKILL' | 'SIGTERM' | 'throw';

/**
 * Lets a supervisor of each of these deaths begin where the one before died; each dies at a random moment of its storm. Returns who met whom, how many children
 * there were, and how many that were to survive a death did.
 */
export async function dieInStorms(
  deaths: readonly Death[],
): Promise<{ readonly met: readonly string[]; readonly children: number; readonly survived: number }> {
  await using home = temporaryHome();
  const [runDir, places] = ['run', 'places'].map((name) => join(home.path, name)) as [string, string];
  mkdirSync(places);
  const random = randomFrom(chaosSeed('supervisors dying in a storm'));
  const living = (ids: readonly string[]) => ids.flatMap((id) => alive(places, id));
  // Each is held to the end: what is to survive one of them must be there for the next.
  await using held = new AsyncDisposableStack();
  const begin = () => {
    const seed = String(Math.floor(random() * 2 ** 31));
    return held.use(holdProcess([process.execPath, '--conditions=mcpm-source', program, runDir, places, seed]));
  };
  let survived = 0;
  for (const death of deaths) {
    const supervisor = begin();
    expect(JSON.parse(await supervisor.line())).toEqual({ damaged: 0, stuck: 0 });
    // It has opened its directory: of the one before only what is to survive is alive, whatever the moment that one died at.
    expect(living(TIED)).toEqual([]);
    supervisor.say('go');
    for (let lines = Math.floor(random() * 60); lines > 0; lines -= 1) await supervisor.line();
    if (death === 'throw') supervisor.say('throw');
    else process.kill(supervisor.pid, death);
    await supervisor.exited;
    survived += living(KEPT).length;
  }
  await eventually(() => expect(living(TIED)).toEqual([]), { timeoutMs: 6000 });
  // The last one replaces what survived, and leaves nothing when it goes in good order.
  const last = begin();
  expect(JSON.parse(await last.line())).toEqual({ damaged: 0, stuck: 0 });
  last.say('leave');
  await last.exited;
  expect(living(IDS)).toEqual([]);
  return {
    met: IDS.flatMap((id) => meetings(places, id)),
    children: IDS.flatMap((id) => incarnations(places, id)).length,
    survived,
  };
}
