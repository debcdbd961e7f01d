import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { WriteNotices } from '../../../src/effects/output/write-notices.ts';

const quiet = { onWrite: () => undefined, onBroken: () => undefined };

test('each file has its own listener, and one that was let go is told nothing more', async () => {
  await using home = temporaryHome();
  const notices = new WriteNotices();
  const told = { one: 0, other: 0 };
  const [one, other] = [join(home.path, 'one'), join(home.path, 'other')];
  const stop = notices.listen(one, { ...quiet, onWrite: () => (told.one += 1) });
  const stopOther = notices.listen(other, { ...quiet, onWrite: () => (told.other += 1) });
  writeFileSync(one, 'a');
  await eventually(() => expect(told.one).toBeGreaterThan(0));
  expect(told.other).toBe(0);
  stop?.();
  const before = told.one;
  appendFileSync(one, 'b');
  appendFileSync(other, 'b');
  await eventually(() => expect(told.other).toBeGreaterThan(0));
  expect(told.one).toBe(before);
  stopOther?.();
});

test('a directory that is not there has no notices, and has some once it is', async () => {
  await using home = temporaryHome();
  const notices = new WriteNotices();
  const file = join(home.path, 'later', 'one');
  expect(notices.listen(file, quiet)).toBeUndefined();
  mkdirSync(join(home.path, 'later'));
  const told = Promise.withResolvers<void>();
  const stop = notices.listen(file, { ...quiet, onWrite: () => told.resolve() });
  writeFileSync(file, 'a');
  await expect(told.promise).resolves.toBeUndefined();
  stop?.();
});
