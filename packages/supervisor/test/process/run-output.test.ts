import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { FakeClock, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { SpoolDirectory, type SpoolFile } from '../../src/effects/output/spool-directory.ts';
import { WriteNotices } from '../../src/effects/output/write-notices.ts';
import { RunOutput } from '../../src/process/run-output.ts';
import { checkSpec } from '../../src/check-spec.ts';

const silent = { onOutput: () => undefined, onLost: () => undefined };

/** A directory whose second file meets the end of all descriptors. */
class OneFileOnly extends SpoolDirectory {
  override newFile(stream: 'stdout' | 'stderr'): SpoolFile | undefined {
    if (stream === 'stderr') throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
    return super.newFile(stream);
  }
}

test('P38: a run that gets a descriptor for one stream and none for the other holds none', async () => {
  await using home = temporaryHome();
  const spec = checkSpec({ id: 'a', command: 'sh' }, {});
  const parts = { spec, spools: new OneFileOnly(home.path), clock: new FakeClock(), listener: silent };
  const count = () => readdirSync('/proc/self/fd').length;
  const before = count();
  for (let turn = 0; turn < 20; turn += 1) expect(() => RunOutput.open(parts)).toThrow('too many open files');
  expect(count()).toBe(before);
});

test('the place of output that is over is noted by nobody: its ledger file is gone by then', async () => {
  await using home = temporaryHome();
  const path = join(home.path, 'a.stderr');
  writeFileSync(path, 'first\n');
  const clock = new FakeClock();
  const told: string[] = [];
  const listener = { ...silent, onOutput: (_: string, text: string) => told.push(text) };
  const output = RunOutput.reopen({
    spools: { stderr: { path, offset: 0 } },
    clock,
    notices: new WriteNotices(),
    listener,
  });
  const notes: number[] = [];
  output.onRead = () => notes.push(clock.now());
  const writer = openSync(path, 'a');
  writeSync(writer, 'last words\n');
  closeSync(writer);
  expect(readFileSync(path, 'utf8')).toBe('first\nlast words\n');
  await output.finish();
  clock.advance(5000);
  expect([told, notes]).toEqual([['first\nlast words\n'], []]);
});

test('P33: output of an adopted run whose file is gone is told to be lost, and the file is not made anew', async () => {
  await using home = temporaryHome();
  const path = join(home.path, 'gone.stderr');
  const losses: unknown[] = [];
  const output = RunOutput.reopen({
    spools: { stderr: { path, offset: 12 } },
    clock: new FakeClock(),
    notices: new WriteNotices(),
    listener: { ...silent, onLost: (...loss) => losses.push(loss) },
  });
  output.follow();
  expect(losses).toEqual([['stderr', 0, expect.stringContaining('ENOENT')]]);
  expect(existsSync(path)).toBe(false);
  await output.finish();
});
