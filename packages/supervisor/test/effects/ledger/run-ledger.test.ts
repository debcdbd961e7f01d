import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { identify } from '../../../src/effects/end/identity.ts';
import { parseRecord } from '../../../src/effects/ledger/ledger-entry.ts';
import { RunLedger } from '../../../src/effects/ledger/run-ledger.ts';
import { newRun } from './new-run.ts';

const spools = { stderr: { path: '/tmp/x.stderr', offset: 12 } };

test('a run is on disk from its beginning to its end, for its owner only, and without its environment', async () => {
  await using home = temporaryHome();
  const ledger = new RunLedger(join(home.path, 'ledger'));
  const run = newRun({ marker: 'a.1', cgroup: '/sys/fs/cgroup/mcpm-a.1' });
  const file = ledger.begin(run) ?? '';
  expect(basename(file)).toBe('a.1.run');
  expect([statSync(file).mode & 0o777, statSync(join(home.path, 'ledger')).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(parseRecord(readFileSync(file, 'utf8'))).toEqual({
    entry: {
      ...run,
      version: 1,
      bootId: identify(process.pid)?.bootId,
      pidNamespace: expect.stringMatching(/^pid:\[\d+]$/),
    },
    identities: [],
  });
  ledger.end(file);
  expect(existsSync(file)).toBe(false);
  ledger.end(file);
});

test('what the launch script adds is who was launched, and the last change counts', async () => {
  await using home = temporaryHome();
  const ledger = new RunLedger(home.path);
  const file = ledger.begin(newRun({ marker: 'a.1' })) ?? '';
  appendFileSync(file, readFileSync('/proc/self/stat'));
  ledger.update(file, { readyAt: '2026-01-01T00:00:00.000Z' });
  ledger.update(file, { spools: { stderr: { path: '/tmp/x.stderr', offset: 4 } } });
  ledger.update(file, { spools });
  // A write that was cut off.
  appendFileSync(file, '{"spools":{"stderr":{"pa');
  const record = parseRecord(readFileSync(file, 'utf8'));
  expect(record?.identities).toEqual([identify(process.pid)]);
  expect(record?.entry).toMatchObject({ readyAt: '2026-01-01T00:00:00.000Z', spools });
});

test('a run that changes for ever keeps a small file, and who was launched in it', async () => {
  await using home = temporaryHome();
  const ledger = new RunLedger(home.path);
  const file = ledger.begin(newRun({ marker: 'a.1' })) ?? '';
  appendFileSync(file, readFileSync('/proc/self/stat'));
  for (let offset = 0; offset <= 2000; offset += 1)
    ledger.update(file, { spools: { stderr: { path: '/tmp/x.stderr', offset } } });
  expect(statSync(file).size).toBeLessThan(60_000);
  const record = parseRecord(readFileSync(file, 'utf8'));
  expect(record?.identities).toEqual([identify(process.pid)]);
  expect(record?.entry.spools.stderr?.offset).toBe(2000);
});

test('a supervisor without a directory keeps no ledger, and a directory that cannot be made is said', async () => {
  await using home = temporaryHome();
  const none = new RunLedger(undefined);
  expect(none.begin(newRun({ marker: 'a.1' }))).toBeUndefined();
  none.update(undefined, { spools });
  none.end(undefined);
  appendFileSync(join(home.path, 'file'), '');
  expect(() => new RunLedger(join(home.path, 'file', 'ledger')).begin(newRun({ marker: 'a.1' }))).toThrow(/ENOTDIR/);
});
