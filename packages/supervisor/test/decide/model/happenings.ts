// Owns what can happen in the world next: commands at any time, and of the rest only what could really come, in any order, late or stale.
import { reasonFor, type ProcessSpec } from '@mcpm/domain';
import { spec } from '../spec.ts';
import type { World } from './world.ts';

const told = reasonFor('document_unusable', 'It told so.');
const failed = reasonFor('process_spawn_failed', 'It could not be spawned.');
const ill = reasonFor('process_unhealthy', 'It failed 3 health checks.');
const much = reasonFor('process_over_limit', 'It used 2 GiB.');

/** The specs commands may bring: each policy, managed, probed and plain, with and without an age. */
export const SPECS: readonly ProcessSpec[] = (['always', 'on-failure', 'never'] as const).flatMap((mode) => [
  spec({ managed: true, restart: { mode, maxRetries: 3 } }),
  spec({ managed: false, restart: { mode, maxRetries: 3 }, unrecoverableExits: [42] }),
  spec({ managed: false, probe: 'mcp', restart: { mode }, limits: { ageMs: 90_000 } }),
]);

/** One happening, as numbers: which, a choice within it, chance, and a lateness in milliseconds. */
export interface Draw {
  readonly choice: number;
  readonly jitter: number;
  readonly lateMs: number;
}

type Happening = (world: World, draw: Draw) => void;

const start: Happening = (world, { choice, jitter }) => {
  const changed = choice % 2 === 0 ? (SPECS[choice % SPECS.length] ?? world.lastSpec) : world.lastSpec;
  world.apply({ type: 'start', spec: changed }, jitter);
};

/** A slot is granted, if that can be. */
export const slot: Happening = (world, { jitter }) => {
  if (world.slot !== 'waiting') return;
  world.slot = 'held';
  world.apply({ type: 'slot' }, jitter);
};

/** The child is there, if that can be. */
export const spawned: Happening = (world, { jitter }) => {
  const { run } = world;
  if (run?.life === 'spawning') run.life = 'alive';
  else if (!run?.owesSpawned) return;
  run.owesSpawned = false;
  world.apply({ type: 'spawned', runId: run.runId }, jitter);
};

const spawnFailed: Happening = (world, { jitter }) => {
  const { run } = world;
  if (run?.life !== 'spawning') return;
  run.life = 'gone';
  world.apply({ type: 'spawn-failed', runId: run.runId, reason: failed, hopeless: jitter < 0.2 }, jitter);
};

const adopt: Happening = (world, { choice, jitter }) => {
  if (world.state.phase.name !== 'stopped') return;
  const adopted = SPECS[choice % SPECS.length] ?? world.lastSpec;
  world.apply({ type: 'adopt', runId: world.state.runId + 1 + (choice % 3), spec: adopted }, jitter);
};

const looked: Happening = (world, { choice, jitter }) => {
  const { run } = world;
  if (run?.life !== 'adopting') return;
  run.life = choice % 3 === 0 ? 'gone' : 'alive';
  world.apply({ type: choice % 3 === 0 ? 'adopt-failed' : 'adopted', runId: run.runId }, jitter);
};

/** The child says that it is ready, if that can be. */
export const ready: Happening = (world, { choice, jitter }) => {
  const { run } = world;
  const isHeardLate = run?.isDraining === true && choice % 4 === 1;
  if (run?.life !== 'alive' && !isHeardLate && !(run?.life === 'spawning' && choice % 4 === 0)) return;
  // A ready before its `spawned` overtook it.
  if (run.life === 'spawning') Object.assign(run, { life: 'alive', owesSpawned: true });
  world.apply({ type: 'ready', runId: run.runId }, jitter);
};

const exit: Happening = (world, { choice, jitter }) => {
  const { run } = world;
  if (!run || run.life === 'gone' || (run.life === 'spawning' && choice % 4 !== 0)) return;
  run.owesSpawned = run.life === 'spawning';
  run.life = 'gone';
  const code = [0, 1, 2, 65, 42, null][choice % 6] ?? null;
  const signal = code === null && !run.owesSpawned ? 'SIGKILL' : null;
  world.apply({ type: 'exited', runId: run.runId, code, signal, oomKilled: signal !== null && jitter < 0.2 }, jitter);
};

const drained: Happening = (world, { jitter }) => {
  for (const run of world.runs.values()) {
    if (!run.isDraining) continue;
    run.isDraining = false;
    return world.apply({ type: 'drained', runId: run.runId }, jitter);
  }
};

// Of a run that was ready once: the verdict may come at any time after that, also when its end has begun.
const verdict: Happening = (world, { choice, jitter }) => {
  const { run } = world;
  if (!run?.wasReady) return;
  const { runId } = run;
  world.apply(
    choice % 2 === 0 ? { type: 'unhealthy', runId, reason: ill } : { type: 'over-limit', runId, reason: much },
    jitter,
  );
};

const said: Happening = (world, { choice, jitter }) => {
  const { run } = world;
  if ((run?.life !== 'alive' && !run?.isDraining) || world.state.run?.adopted) return;
  const { runId } = run;
  world.apply(choice % 2 === 0 ? { type: 'told', runId, reason: told } : { type: 'garbled', runId }, jitter);
};

const stale: Happening = (world, { choice, jitter }) => {
  const { state } = world;
  const runId = choice % 5 === 0 ? state.runId + 1 : Math.max(0, state.runId - 1 - (choice % 3));
  if (runId === state.runId) return;
  const events = [
    { type: 'exited', runId, code: 1, signal: null },
    { type: 'drained', runId },
    { type: 'ready', runId },
    { type: 'spawned', runId },
    { type: 'unhealthy', runId, reason: ill },
    { type: 'over-limit', runId, reason: much },
    { type: 'told', runId, reason: told },
    { type: 'adopted', runId },
    { type: 'adopt-failed', runId },
    { type: 'spawn-failed', runId, reason: failed, hopeless: true },
    { type: 'timer', timer: 'ladder', runId },
    { type: 'timer', timer: 'retry', runId },
  ] as const;
  world.apply(events[choice % events.length] ?? events[0], jitter);
};

const timer: Happening = (world, { choice, lateMs }) => world.clock.fireOne(choice, lateMs);

/** Everything, the frequent things more than once. */
export const HAPPENINGS: readonly Happening[] = [
  start,
  (world, { choice, jitter }) => world.apply({ type: 'stop', force: choice % 4 === 0 }, jitter),
  (world, { jitter }) => world.apply({ type: 'restart' }, jitter),
  (world, { jitter }) => world.apply({ type: 'demand' }, jitter),
  adopt,
  looked,
  slot,
  slot,
  spawned,
  spawned,
  spawnFailed,
  ready,
  ready,
  exit,
  drained,
  drained,
  verdict,
  said,
  stale,
  timer,
  timer,
  timer,
  (world, { choice }) => world.clock.fireGhost(choice),
  // A slot is held for ten seconds at most.
  (world) => void (world.slot = world.slot === 'held' ? 'none' : world.slot),
  (world, { lateMs }) => void (world.clock.time += lateMs * 20),
];
