import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { DescendantFinder } from '../src/effects/end/descendants.ts';
import { identify, isSame } from '../src/effects/end/identity.ts';
import { DyingSupervisor, ESCAPEES } from './dying-supervisor.ts';

const STAYS = ['-c', 'echo "leader $$"; trap "" TERM; exec sleep 60'];
const within6s = { timeoutMs: 6000 };

function everythingOf({ opening }: DyingSupervisor) {
  return new DescendantFinder().find({ marker: `${opening.supervisor}.` });
}

describe.concurrent('when a supervisor is killed', () => {
  test.each([
    ['its guardian alone is there', ['no-death-signal', 'no-cgroup']],
    ['its children have the death signal too', ['no-cgroup']],
    ['its children are in cgroups where that can be', []],
  ])(
    'P28: nothing it started is left within 6 s, though it left its session and ignores TERM, when %s',
    async (_, without) => {
      await using home = temporaryHome();
      await using supervisor = await DyingSupervisor.open(home.path, ...without);
      await supervisor.start('tree', ESCAPEES);
      await supervisor.start('other', STAYS);
      expect(supervisor.isGuarded).toBe(true);
      const named = [...(await supervisor.named('tree', 3)), ...(await supervisor.named('other', 1))];
      expect(named.filter(isSame)).toHaveLength(4);
      await supervisor.kill();
      await eventually(() => expect(named.filter(isSame)).toEqual([]), within6s);
      expect(await everythingOf(supervisor)).toEqual([]);
      // The guardian itself leaves too.
      await eventually(() => expect(supervisor.isGuarded).toBe(false), within6s);
    },
  );

  test('P28: what is to survive goes on, is found by the next one, and goes on when that one leaves or is killed', async () => {
    await using home = temporaryHome();
    await using first = await DyingSupervisor.open(home.path);
    const { pid } = await first.start('keeps', STAYS, true);
    const { pid: mortal } = await first.start('ends', STAYS);
    const [kept] = await first.named('keeps', 1);
    const ends = identify(mortal);
    await first.kill();
    await eventually(() => expect(ends && isSame(ends)).toBe(false), within6s);
    const found = { adoptable: [{ id: 'keeps', runId: 1, pid }], damaged: 0, stuck: 0 };
    await using second = await DyingSupervisor.open(home.path);
    expect(second.opening).toMatchObject(found);
    await second.leave();
    await using third = await DyingSupervisor.open(home.path);
    expect(third.opening).toMatchObject({ ...found, ended: [] });
    await third.kill();
    await eventually(() => expect(third.isGuarded).toBe(false), within6s);
    expect(kept && isSame(kept)).toBe(true);
  });

  test('P1: a second one on the same directory is refused while the first lives, and does nothing to its children', async () => {
    await using home = temporaryHome();
    await using first = await DyingSupervisor.open(home.path);
    await first.start('stays', STAYS);
    const named = await first.named('stays', 1);
    await expect(DyingSupervisor.open(home.path)).rejects.toThrow(`The process ${first.pid} supervises`);
    expect(named.filter(isSame)).toHaveLength(1);
  });

  test('P28: one that is only stopped keeps its children', async () => {
    await using home = temporaryHome();
    await using supervisor = await DyingSupervisor.open(home.path, 'no-death-signal', 'no-cgroup');
    await supervisor.start('stays', STAYS);
    const named = await supervisor.named('stays', 1);
    process.kill(supervisor.pid, 'SIGSTOP');
    await expect(DyingSupervisor.open(home.path)).rejects.toThrow(`The process ${supervisor.pid} supervises`);
    expect(named.filter(isSame)).toHaveLength(1);
    process.kill(supervisor.pid, 'SIGCONT');
    expect(await supervisor.start('another', STAYS)).toMatchObject({ level: 'group' });
    expect(named.filter(isSame)).toHaveLength(1);
  });
});
