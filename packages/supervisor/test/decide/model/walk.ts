// Owns one walk through the world: a list of numbers becomes a sequence of commands and faults, and then an end that must be a good one.
import type { TransitionTable } from '../../../src/decide/transition-table.ts';
import { contradictionOf } from './contradictions.ts';
import { HAPPENINGS, ready, slot, spawned, SPECS, type Draw } from './happenings.ts';
import { World } from './world.ts';

/** Thirty-two bits of a number are one happening. */
function drawOf(number: number): Draw {
  return {
    choice: (number >>> 8) & 0xff,
    jitter: ((number >>> 16) & 0xff) / 256,
    lateMs: ((number >>> 24) & 0xff) * 16,
  };
}

/** Walks, and returns the world at its end. Throws what did not fit together. */
export function walk(table: TransitionTable, numbers: readonly number[]): World {
  const [first = 0, ...rest] = numbers;
  const world = new World(table, SPECS[first % SPECS.length]!);
  for (const number of rest) {
    HAPPENINGS[(number & 0xff) % HAPPENINGS.length]!(world, drawOf(number));
    check(world);
  }
  if (first % 2 === 0) settleDown(world);
  else settleUp(world);
  return world;
}

function check(world: World): void {
  const contradiction = contradictionOf(world);
  if (contradiction !== undefined) throw new Error(contradiction);
}

// After a last stop everything ends, and every run has had its one report.
function settleDown(world: World): void {
  world.apply({ type: 'stop', force: true }, 0);
  endRun(world);
  check(world);
  if (world.state.phase.name !== 'stopped') throw new Error(`it is ${world.state.phase.name} after a stop`);
  if (world.clock.waiting > 0) throw new Error('a timer is left behind');
  const begun = [...world.runs.keys()];
  if (begun.join() !== world.reported.join()) throw new Error(`runs ${begun.join()}, reports ${world.reported.join()}`);
}

// A child that behaves from now on is ready in the end, wherever it was.
function settleUp(world: World): void {
  world.apply({ type: 'start', spec: world.lastSpec }, 0);
  const still = { choice: 1, jitter: 0.5, lateMs: 0 };
  for (let turn = 0; turn < 12 && world.state.phase.name !== 'ready'; turn += 1) {
    if (['stopping', 'stuck', 'draining', 'adopting'].includes(world.state.phase.name)) endRun(world);
    if (world.state.phase.name === 'failed' || world.state.phase.name === 'stopped')
      world.apply({ type: 'start', spec: world.lastSpec }, 0);
    if (world.state.phase.name === 'backoff') world.clock.fireOne(0, 0);
    for (const happen of [slot, spawned, ready]) happen(world, still);
    check(world);
  }
  if (world.state.phase.name !== 'ready') throw new Error(`it never becomes ready: ${world.state.phase.name}`);
}

function endRun(world: World): void {
  const { run } = world;
  if (run && run.life !== 'gone') {
    run.life = 'gone';
    world.apply({ type: 'exited', runId: run.runId, code: null, signal: 'SIGKILL' }, 0.5);
  }
  for (const draining of world.runs.values()) {
    if (!draining.isDraining) continue;
    draining.isDraining = false;
    world.apply({ type: 'drained', runId: draining.runId }, 0.5);
  }
}
