import { statSync } from 'node:fs';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { expect, onTestFinished, test } from 'vitest';
import { ToldSpool } from './spool.ts';

const MIB = 1024 * 1024;

test('P33: a file no hole can be made in is emptied when it is long and read, and nothing is lost by that', async () => {
  // As on a system without the command that makes holes.
  const { PATH } = process.env;
  process.env.PATH = '/nowhere';
  onTestFinished(() => void (process.env.PATH = PATH));
  await using home = temporaryHome();
  const path = `${home.path}/a.stdout`;
  const told = new ToldSpool(path, { onText: (text) => (length += text.length) });
  let length = 0;
  told.spool.follow();
  for (let written = 1; written <= 70; written += 1) {
    told.write(Buffer.alloc(MIB, 'x'));
    await eventually(() => expect(length).toBe(written * MIB), { intervalMs: 1 });
  }
  await eventually(() => expect(statSync(path).size).toBeLessThan(10 * MIB));
  told.write('and on');
  expect(await told.finish()).toEqual({ bytes: 70 * MIB + 6, lost: 0 });
  expect(length).toBe(70 * MIB + 6);
});
