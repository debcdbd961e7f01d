import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { DescendantFinder } from '../src/effects/end/descendants.ts';
import { isSame } from '../src/effects/end/identity.ts';
import { DyingSupervisor, ESCAPEES } from './dying-supervisor.ts';

describe.concurrent('when a supervisor begins where another one was killed', () => {
  test.each([
    ['group', ['no-guardian', 'no-death-signal', 'no-cgroup']],
    ['cgroup, where that can be,', ['no-guardian', 'no-death-signal']],
  ])('P1: what is left of a %s is ended before anything starts, without guardian or death signal', async (_, alone) => {
    await using home = temporaryHome();
    await using first = await DyingSupervisor.open(home.path, ...alone);
    await first.start('tree', ESCAPEES);
    const named = await first.named('tree', 3);
    await first.kill();
    expect(named.filter(isSame)).toHaveLength(3);
    await using second = await DyingSupervisor.open(home.path, ...alone);
    expect(named.filter(isSame)).toEqual([]);
    expect(second.opening).toMatchObject({ ended: ['tree'], adoptable: [], damaged: 0, stuck: 0 });
    expect(readdirSync(join(home.path, 'ledger'))).toEqual([]);
  });

  test.each([
    ['before-spawn', []],
    ['before-spawn', ['no-guardian', 'no-death-signal', 'no-cgroup']],
    ['at-spawn', []],
    ['at-spawn', ['no-death-signal']],
    ['at-spawn', ['no-guardian', 'no-death-signal', 'no-cgroup']],
  ] as const)('P28: at the point %s, with %j, nothing is left when the next one has begun', async (dies, without) => {
    await using home = temporaryHome();
    await using first = await DyingSupervisor.open(home.path, ...without);
    await first.dieAt(dies, ESCAPEES);
    await using second = await DyingSupervisor.open(home.path, ...without);
    expect(await new DescendantFinder().find({ marker: `${first.opening.supervisor}.` })).toEqual([]);
    expect(second.opening).toMatchObject({ adoptable: [], damaged: 0, stuck: 0 });
    expect(readdirSync(join(home.path, 'ledger'))).toEqual([]);
  });
});
