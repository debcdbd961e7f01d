import { fileURLToPath } from 'node:url';
import type { ProcessInfo, ProcessSpecInput } from '@mcpm/domain';
import { eventually, program, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { identify, isSame, type ProcessIdentity } from '../src/effects/end/identity.ts';
import { holdProcess } from './hold-process.ts';

const host = fileURLToPath(new URL('programs/hosts-a-manager.ts', import.meta.url));
const ends: ProcessSpecInput = { id: 'ends', command: process.execPath, args: [program('stays-up')], managed: true };
const keeps: ProcessSpecInput = {
  id: 'keeps',
  command: 'sleep',
  args: ['60'],
  survive: true,
  timeouts: { termAfterMs: 20 },
  restart: { initialDelayMs: 100 },
};

/** A host program; `ask` gives it a command and resolves with its answer. */
async function openHost(runDir: string) {
  const held = holdProcess([process.execPath, '--conditions=mcpm-source', host, runDir]);
  await held.line();
  const ask = async (command: object): Promise<unknown> => {
    held.say(JSON.stringify(command));
    return JSON.parse(await held.line());
  };
  const start = async (spec: ProcessSpecInput) => (await ask({ do: 'start', spec })) as ProcessInfo;
  const kill = async (): Promise<void> => {
    process.kill(held.pid, 'SIGKILL');
    await held.exited;
  };
  return { pid: held.pid, ask, start, kill, [Symbol.asyncDispose]: () => held[Symbol.asyncDispose]() };
}

function identityOf({ pid = 0 }: ProcessInfo): ProcessIdentity {
  const identity = identify(pid);
  if (!identity) throw new Error(`Nobody has the pid ${pid}.`);
  return identity;
}

describe.concurrent('a whole supervisor that is killed', () => {
  test('P28: leaves what is to survive to the next one, which adopts it, and nothing else', async () => {
    await using home = temporaryHome();
    await using first = await openHost(home.path);
    const [one, other] = await Promise.all([first.start(ends), first.start(keeps)]);
    const [ended, kept] = [identityOf(one), identityOf(other)];
    await using third = await openHost(home.path);
    expect(await third.ask({ do: 'recover' })).toEqual({
      error: expect.stringContaining(`The process ${first.pid} supervises`),
    });
    await first.kill();
    await eventually(() => expect(isSame(ended)).toBe(false), { timeoutMs: 6000 });
    expect(isSame(kept)).toBe(true);

    await using second = await openHost(home.path);
    expect(await second.ask({ do: 'recover' })).toMatchObject({ adoptable: ['keeps'], stuck: [], damaged: [] });
    expect(await second.start(keeps)).toMatchObject({ status: 'running', pid: kept.pid, runId: 1, adopted: true });
    expect(await second.start(ends)).toMatchObject({ status: 'running' });
    expect(await second.ask({ do: 'stop', id: 'keeps' })).toMatchObject({ status: 'stopped' });
    expect(isSame(kept)).toBe(false);
    await second.ask({ do: 'shutdown' });
  });

  test('P1: never leaves two of one id: a changed command, and an adopted one that ends, are replaced', async () => {
    await using home = temporaryHome();
    await using first = await openHost(home.path);
    const kept = identityOf(await first.start(keeps));
    await first.kill();

    await using second = await openHost(home.path);
    await second.ask({ do: 'recover' });
    const changed = await second.start({ ...keeps, args: ['61'] });
    expect(isSame(kept)).toBe(false);
    expect(changed.adopted).toBeUndefined();
    await second.kill();

    await using third = await openHost(home.path);
    await third.ask({ do: 'recover' });
    const adopted = await third.start({ ...keeps, args: ['61'] });
    expect(adopted).toMatchObject({ adopted: true, pid: changed.pid });
    process.kill(adopted.pid ?? 0, 'SIGKILL');
    const again = await eventually(async () => {
      const info = (await third.ask({ do: 'info', id: 'keeps' })) as ProcessInfo;
      expect(info).toMatchObject({ status: 'running', restartCount: 1 });
      return info;
    });
    expect(again.pid).not.toBe(changed.pid);
    expect(again.adopted).toBeUndefined();
    await third.ask({ do: 'shutdown' });
  });
});
