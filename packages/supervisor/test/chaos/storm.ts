// Owns a storm: callers that command everything at once, with kills and crashes between, and what must be true afterwards.
import { temporaryHome } from '@mcpm/test-kit';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { isGone, Supervision } from '../supervision.ts';
import { alive, incarnations, meetings, witness, type Conduct } from './places.ts';

const IDS = ['one', 'other'] as const;

/** What a start may say: the same again, another command, one that is hard to end, and those that do not stay. */
const CONDUCTS: readonly Conduct[] = [['stays'], ['deaf'], ['crashes', 1], ['exits', 1], ['exits', 9]];

const round = fc.record({
  // So many callers at once, each with a command of its own.
  calls: fc.array(
    fc.record({
      id: fc.constantFrom(...IDS),
      verb: fc.constantFrom(
        'start',
        'start',
        'start',
        'stop',
        'force',
        'restart',
        'restart',
        'remove',
        'kill',
        'kill',
        'demand',
      ),
      conduct: fc.constantFrom(...CONDUCTS),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  wait: fc.constantFrom('go on', 'wait for an event', 'wait for all'),
});
type Round = typeof round extends fc.Arbitrary<infer R> ? R : never;

const policy = {
  restart: { initialDelayMs: 5, maxDelayMs: 20, maxRetries: 5, windowMs: 5000 },
  timeouts: { termAfterMs: 20, killAfterMs: 60 },
};

async function call(supervision: Supervision, home: string, { id, verb, conduct }: Round['calls'][number]) {
  const { manager } = supervision;
  if (verb === 'start') return manager.startProcess(witness(home, id, { conduct, containment: 'group', ...policy }));
  if (verb === 'stop') return manager.stopProcess(id);
  if (verb === 'force') return manager.stopProcess(id, { force: true });
  if (verb === 'restart') return manager.restartProcess(id);
  if (verb === 'remove') return manager.removeProcess(id);
  if (verb === 'demand') return manager.demandProcess(id);
  const pid = manager.getProcessInfo(id)?.pid;
  return pid !== undefined && !isGone(pid) && process.kill(pid, 'SIGKILL');
}

/** Resolves with the next event, or soon in a quiet moment. */
function nextEvent({ manager }: Supervision): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isSnapshot = true;
  const unsubscribe = manager.subscribe(() => !isSnapshot && resolve());
  isSnapshot = false;
  const timer = setTimeout(resolve, 30);
  return promise.finally(() => {
    unsubscribe();
    clearTimeout(timer);
  });
}

/** One storm, and that no child met another, nothing is left, each promise settled, and each run has one end. Returns how many children there were. */
async function storm(rounds: readonly Round[]): Promise<number> {
  await using home = temporaryHome();
  await using supervision = new Supervision();
  const calls: Promise<unknown>[] = [];
  for (const { calls: wanted, wait } of rounds) {
    const begun = wanted.map((one) => call(supervision, home.path, one).catch((error: unknown) => error));
    calls.push(...begun);
    if (wait === 'wait for all') await Promise.all(begun);
    if (wait === 'wait for an event') await nextEvent(supervision);
  }
  await supervision.manager.shutdown();
  // Every promise settles: what still waited for a run is told that there will be none.
  await Promise.all(calls);
  for (const id of IDS) {
    expect(meetings(home.path, id)).toEqual([]);
    expect(alive(home.path, id)).toEqual([]);
    checkEvents(supervision, id);
  }
  return IDS.flatMap((id) => incarnations(home.path, id)).length;
}

function checkEvents(supervision: Supervision, id: string): void {
  const events = supervision.events.filter((event) => event.id === id);
  // An id that was removed and came again counts anew.
  const lives = events.reduce<(typeof events)[]>((list, event, index) => {
    if (index === 0 || events[index - 1]?.type === 'removed') list.push([]);
    list.at(-1)?.push(event);
    return list;
  }, []);
  for (const life of lives) {
    expect(life.map(({ seq }) => seq)).toEqual(life.map((_, index) => (life[0]?.seq ?? 0) + index));
    const begun = new Set(
      life.flatMap((event) => (event.type === 'status' && event.info.status === 'starting' ? [event.runId] : [])),
    );
    const ended = life.flatMap((event) => (event.type === 'exit' ? [event.report.runId] : []));
    expect(ended).toEqual([...begun]);
  }
}

/** Makes so many storms by chance. Returns how many children there were in all. */
export async function stormAgain(times: number, seed: number): Promise<number> {
  let children = 0;
  const rounds = fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 16 }), async (list) => {
    children += await storm(list);
  });
  await fc.assert(rounds, { numRuns: times, seed, endOnFailure: true });
  return children;
}
