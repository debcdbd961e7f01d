import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { ToldSpool } from './spool.ts';

/** A disk of one mebibyte with a child that prints to a spool on it. */
class SmallDisk implements AsyncDisposable {
  readonly path: string;
  readonly told: ToldSpool;
  readonly #child: ChildProcess;

  constructor(path: string) {
    this.path = path;
    this.told = new ToldSpool(`${path}/a.stdout`);
    this.#child = fork(fileURLToPath(new URL('../../programs/writes-when-asked.mjs', import.meta.url)), {
      stdio: ['ignore', this.told.spool.fd, 'ignore', 'ipc'],
      execArgv: [],
    });
    this.told.spool.follow();
  }

  /** Asks the child and waits for its answer: it lives, and its event loop turns. */
  async ask(question: { readonly line: string } | { readonly flood: number }): Promise<unknown> {
    this.#child.send(question);
    const [answer] = (await once(this.#child, 'message')) as [unknown];
    return answer;
  }

  /** Takes every byte that is left. */
  fill(): void {
    const fd = openSync(`${this.path}/ballast`, 'w');
    try {
      for (;;) writeSync(fd, Buffer.alloc(4096));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    } finally {
      closeSync(fd);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
    await this.told.finish();
    privileged('umount', this.path);
  }
}

/** Mounts it; undefined for a user who may not. */
function smallDisk(home: string): SmallDisk | undefined {
  const path = `${home}/disk`;
  mkdirSync(path);
  const isMounted = privileged('mount', '-t', 'tmpfs', '-o', 'size=1m,mode=1777', 'tmpfs', path);
  return isMounted ? new SmallDisk(path) : undefined;
}

function privileged(command: string, ...args: readonly string[]): boolean {
  return (
    spawnSync(command, args).status === 0 ||
    // Where the user of the tests is not root but may become it.
    spawnSync('sudo', ['-n', command, ...args]).status === 0
  );
}

describe('a full disk', () => {
  test('P33: is told once, does not hurt the child, and its output comes again when there is room', async () => {
    await using home = temporaryHome();
    await using disk = smallDisk(home.path);
    // Only root can make a disk full for one process alone; another user sees the child live in the test below.
    if (!disk) return;
    const { told } = disk;
    await disk.ask({ line: 'before' });
    await eventually(() => expect(told.text).toBe('before\n'));
    disk.fill();
    // The page of the first line still takes some.
    await disk.ask({ line: 'x'.repeat(8192) });
    expect(await disk.ask({ line: 'lost' })).toEqual({ line: 'lost' });
    for (let look = 0; look < 3; look += 1) {
      told.clock.advance(10_000);
      await eventually(() =>
        expect(told.losses).toEqual([{ bytes: 0, why: 'The disk is full: what could not be written is lost.' }]),
      );
    }
    rmSync(`${disk.path}/ballast`);
    await disk.ask({ line: 'after' });
    await eventually(() => expect(told.text).toMatch(/after\n$/));
    expect(told.text).not.toContain('lost');
  });

  test('P33: is no end of the child that writes to it', async () => {
    const told = new ToldSpool('/dev/full');
    const child = fork(fileURLToPath(new URL('../../programs/writes-when-asked.mjs', import.meta.url)), {
      stdio: ['ignore', told.spool.fd, 'ignore', 'ipc'],
      execArgv: [],
    });
    for (const line of ['one', 'two']) {
      child.send({ line });
      expect(await once(child, 'message')).toContainEqual({ line });
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    told.spool.abandon();
  });
});

test('P33: a disk smaller than what is written through it is enough, because what was read is given back', async () => {
  await using home = temporaryHome();
  await using disk = smallDisk(home.path);
  // See above: without the right to mount there is no small disk.
  if (!disk) return;
  let through = 0;
  const enough = 2 * 1024 * 1024;
  await eventually(
    async () => {
      through += ((await disk.ask({ flood: 1 })) as { through: number }).through;
      expect(through).toBeGreaterThan(enough);
    },
    { timeoutMs: 10_000 },
  );
  await eventually(() => expect(disk.told.text.length).toBe(through));
  expect(statSync(`${disk.path}/a.stdout`).blocks * 512).toBeLessThanOrEqual(1024 * 1024);
});
