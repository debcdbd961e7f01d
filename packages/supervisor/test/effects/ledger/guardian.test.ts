import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { identify, isSame } from '../../../src/effects/end/identity.ts';
import { CgroupLeaf } from '../../../src/effects/launch/cgroup-leaf.ts';
import { probeLaunchSupport } from '../../../src/effects/launch/launch-support.ts';
import { GUARDIAN_SCRIPT } from '../../../src/effects/ledger/guardian-script.ts';
import { Guardian } from '../../../src/effects/ledger/guardian.ts';
import { RunLedger } from '../../../src/effects/ledger/run-ledger.ts';
import { holdProcess, type HeldProcess } from '../../hold-process.ts';
import { newRun } from './new-run.ts';

const { cgroupParent } = await probeLaunchSupport();
const trees = cgroupParent === undefined ? [] : [cgroupParent];

/** What a guardian does when its supervisor is gone, having said `words`. */
async function guard(
  ledgerDir: string,
  { supervisor, words = '', temporary = '', path = process.env['PATH'] }: Record<string, string>,
) {
  const args = ['-c', GUARDIAN_SCRIPT, 'mcpm-guardian', ledgerDir, supervisor ?? '', temporary];
  const child = spawn('/bin/sh', args, {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { PATH: path, LC_ALL: 'C' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.end(words);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

function record(dir: string, held: HeldProcess, marker: string, startTicks?: number): void {
  const file = new RunLedger(dir).begin(newRun({ marker, survive: marker.startsWith('keep.') })) ?? '';
  const line = readFileSync(`/proc/${held.pid}/stat`, 'latin1');
  const ticks = String(held.identity.startTicks);
  appendFileSync(file, startTicks === undefined ? line : line.replace(` ${ticks} `, ` ${startTicks} `));
}

describe('the guardian of a supervisor that is gone', () => {
  test('P28: ends the groups in its ledger and all that carry its marker, and nobody else', async () => {
    await using home = temporaryHome();
    const supervisor = randomUUID();
    // Without a marker: only the ledger leads to it.
    await using inLedger = holdProcess(['sh', '-c', 'sleep 60 & echo up; wait']);
    await inLedger.line();
    await using marked = holdProcess(['setsid', 'sleep', '60'], { marker: `${randomUUID()}.1 ${supervisor}.2` });
    await using kept = holdProcess(['sleep', '60'], { marker: `keep.${supervisor}.3` });
    await using stranger = holdProcess(['sleep', '60']);
    record(home.path, inLedger, `${supervisor}.1`);
    record(home.path, kept, `keep.${supervisor}.3`);
    expect(await guard(home.path, { supervisor })).toEqual({ code: 0, said: '' });
    await Promise.all([inLedger.exited, marked.exited]);
    expect([kept, stranger].map(({ identity }) => isSame(identity))).toEqual([true, true]);
  });

  test('P6: sends nothing to a process whose start ticks are not the recorded ones', async () => {
    await using home = temporaryHome();
    const supervisor = randomUUID();
    await using held = holdProcess(['sleep', '60']);
    record(home.path, held, `${supervisor}.1`, (held.identity.startTicks ?? 0) - 1);
    appendFileSync(join(home.path, `${supervisor}.1.run`), `garbage\n1 (init) S 0\n${held.pid} (sleep) S\n-1 (all) S`);
    writeFileSync(join(home.path, `${supervisor}.2.run`), '\u0000\u0001) ) 1 2 3\n) * * *\n');
    expect(await guard(home.path, { supervisor })).toEqual({ code: 0, said: '' });
    expect(isSame(held.identity)).toBe(true);
  });

  test('P28: ends the groups in its ledger where there is no grep and no sleep either', async () => {
    await using home = temporaryHome();
    const supervisor = randomUUID();
    await using held = holdProcess(['sh', '-c', 'trap "" TERM; sleep 60 & echo up; wait']);
    await held.line();
    record(home.path, held, `${supervisor}.1`);
    expect(await guard(home.path, { supervisor, path: home.path })).toEqual({ code: 0, said: '' });
    await held.exited;
  });

  test.each(trees)('P28: removes the cgroups in its ledger below %s, also what was made in them', async (tree) => {
    await using home = temporaryHome();
    const supervisor = randomUUID();
    const leaf = CgroupLeaf.make(tree, `mcpm-${supervisor}.1`);
    mkdirSync(join(leaf.path, 'below', 'deeper'), { recursive: true });
    await using inside = holdProcess(['sh', '-c', 'sleep 60 & sleep 60 & echo up; wait']);
    await inside.line();
    writeFileSync(join(leaf.path, 'below', 'deeper', 'cgroup.procs'), String(inside.pid));
    new RunLedger(home.path).begin(newRun({ marker: `${supervisor}.1`, cgroup: leaf.path }));
    expect(await guard(home.path, { supervisor })).toEqual({ code: 0, said: '' });
    await inside.exited;
    expect(existsSync(leaf.path)).toBe(false);
  });

  test('removes the directory that was only for its time', async () => {
    await using home = temporaryHome();
    const temporary = join(home.path, "a directory's");
    const ledger = new RunLedger(join(temporary, 'ledger'));
    ledger.begin(newRun({ marker: 'a.1' }));
    await guard(join(temporary, 'ledger'), { supervisor: randomUUID(), temporary });
    expect([existsSync(temporary), existsSync(home.path)]).toEqual([false, true]);
  });

  test('does nothing after a goodbye', async () => {
    const words = 'goodbye\n';
    await using home = temporaryHome();
    const supervisor = randomUUID();
    await using held = holdProcess(['sleep', '60'], { marker: `${supervisor}.1` });
    expect(await guard(home.path, { supervisor, words, temporary: home.path })).toEqual({ code: 0, said: '' });
    expect(isSame(held.identity)).toBe(true);
    expect(existsSync(home.path)).toBe(true);
  });
});

describe('the guardian of a supervisor that lives', () => {
  const options = {
    supervisor: randomUUID(),
    ledgerDir: '/nonexistent',
    shell: '/bin/sh',
    path: process.env['PATH'] ?? '',
  };

  test('is in a session of its own, ignores TERM, and leaves after a goodbye, even when it was stopped', async () => {
    const guardian = Guardian.start(options);
    const identity = identify(guardian?.pid ?? 0);
    expect(readFileSync(`/proc/${guardian?.pid}/stat`, 'utf8').split(' ')[5]).toBe(String(guardian?.pid));
    process.kill(guardian?.pid ?? 0, 'SIGSTOP');
    await guardian?.goodbye();
    await guardian?.goodbye();
    expect(identity && isSame(identity)).toBe(false);
  });

  test('is replaced when somebody kills it', async () => {
    const guardian = Guardian.start(options);
    const first = guardian?.pid ?? 0;
    const began = performance.now();
    // One that ends at once is not replaced: it could not work here.
    await eventually(() => expect(performance.now() - began).toBeGreaterThan(1050));
    process.kill(first, 'SIGKILL');
    const second = await eventually(() => {
      expect(guardian?.pid).not.toBe(first);
      return identify(guardian?.pid ?? 0);
    });
    expect(second && isSame(second)).toBe(true);
    await guardian?.goodbye();
    expect(second && isSame(second)).toBe(false);
  });

  test('that cannot be started is no error', async () => {
    const guardian = Guardian.start({ ...options, shell: '/nonexistent/sh' });
    expect(guardian?.pid).toBeUndefined();
    await guardian?.goodbye();
  });
});
