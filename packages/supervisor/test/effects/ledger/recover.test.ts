import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { DescendantFinder } from '../../../src/effects/end/descendants.ts';
import { isSame } from '../../../src/effects/end/identity.ts';
import { endAdoptable, recover } from '../../../src/effects/ledger/recover.ts';
import { RunLedger, type NewRun } from '../../../src/effects/ledger/run-ledger.ts';
import { holdProcess, type HeldProcess } from '../../hold-process.ts';
import { newRun } from './new-run.ts';

const finder = new DescendantFinder();
const nothing = { ended: [], adoptable: [], damaged: [], stuck: [] };

/** A ledger that says of a process that it is a run. */
function record(dir: string, held: HeldProcess, run: NewRun): string {
  const file = new RunLedger(dir).begin(run) ?? '';
  appendFileSync(file, readFileSync(`/proc/${held.pid}/stat`));
  return file;
}

/** Changes the entry of a file. */
function amend(file: string, change: (line: string) => string): void {
  const [first = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [change(first), ...lines].join('\n'));
}

describe('recovery', () => {
  test('of a directory without a ledger finds nothing', async () => {
    await using home = temporaryHome();
    expect(await recover({ ledgerDir: join(home.path, 'none'), finder })).toEqual(nothing);
  });

  test('P28: ends a run that its supervisor left, and what left its session', async () => {
    await using home = temporaryHome();
    const marker = `${randomUUID()}.1`;
    await using held = holdProcess(['sh', '-c', 'setsid sleep 60 & echo up; trap "" TERM; exec sleep 60'], { marker });
    await held.line();
    record(home.path, held, newRun({ marker }));
    expect(await recover({ ledgerDir: home.path, finder })).toMatchObject({
      ...nothing,
      ended: [{ id: 'api', marker }],
    });
    await held.exited;
    expect(await finder.find({ marker })).toEqual([]);
    expect(readdirSync(home.path)).toEqual([]);
  });

  test('P28: keeps a run that is to survive, until it is ended', async () => {
    await using home = temporaryHome();
    const marker = `keep.${randomUUID()}.1`;
    await using held = holdProcess(['sleep', '60'], { marker });
    const file = record(home.path, held, newRun({ marker, survive: true, runId: 7 }));
    const { adoptable, ended } = await recover({ ledgerDir: home.path, finder });
    expect(ended).toEqual([]);
    expect(adoptable).toMatchObject([{ file, identity: held.identity, entry: { runId: 7 } }]);
    expect(isSame(held.identity)).toBe(true);
    const [kept] = adoptable;
    expect(kept && (await endAdoptable(kept, finder))).toEqual([]);
    await held.exited;
    expect(readdirSync(home.path)).toEqual([]);
  });

  test('P1: of two survivors of one id only the younger one lives on', async () => {
    await using home = temporaryHome();
    const markers = [1, 2].map((number) => `keep.${randomUUID()}.${number}`);
    await using older = holdProcess(['sh', '-c', 'sleep 0.02; echo up; sleep 60'], { marker: markers[0] ?? '' });
    await older.line();
    await using younger = holdProcess(['sleep', '60'], { marker: markers[1] ?? '' });
    record(home.path, older, newRun({ marker: markers[0] ?? '', survive: true }));
    record(home.path, younger, newRun({ marker: markers[1] ?? '', survive: true }));
    const { adoptable, ended } = await recover({ ledgerDir: home.path, finder });
    expect(adoptable.map(({ identity }) => identity.pid)).toEqual([younger.pid]);
    expect(ended).toHaveLength(1);
    await older.exited;
  });

  test.each([
    ['other start ticks', (line: string) => line, / (\d+) (\d+) (\d+) 18446744073709551615 /],
    ['another boot', (line: string) => line.replace(/"bootId":"[^"]*"/, '"bootId":"another"'), undefined],
    ['another PID namespace', (line: string) => line.replace(/pid:\[\d+\]/, 'pid:[1]'), undefined],
  ])('P6: leaves a process alone that a record of %s names', async (_, change, ticks) => {
    await using home = temporaryHome();
    await using held = holdProcess(['sleep', '60']);
    for (const survive of [false, true]) {
      const marker = `${survive ? 'keep.' : ''}${randomUUID()}.1`;
      const file = record(home.path, held, newRun({ marker, survive }));
      amend(file, change);
      if (ticks) writeFileSync(file, readFileSync(file, 'utf8').replace(ticks, ' 1 $2 $3 18446744073709551615 '));
    }
    expect(await recover({ ledgerDir: home.path, finder })).toEqual(nothing);
    expect(readdirSync(home.path)).toEqual([]);
    expect(isSame(held.identity)).toBe(true);
  });

  test.each([
    ['truncated', (text: string) => text.slice(0, 40)],
    ['garbage', () => '\u0000\u0001 no ledger {'],
    ['of a shape nobody knows', () => '{"version":99}\n'],
  ])('P1: sets a file aside that is %s, and ends what carries the marker of its name', async (_, damage) => {
    await using home = temporaryHome();
    const marker = `keep.${randomUUID()}.1`;
    await using held = holdProcess(['sleep', '60'], { marker });
    await using other = holdProcess(['sleep', '60']);
    const file = record(home.path, held, newRun({ marker, survive: true }));
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    expect(await recover({ ledgerDir: home.path, finder })).toEqual({ ...nothing, damaged: [`${file}.damaged`] });
    expect(readdirSync(home.path)).toEqual([`${marker}.run.damaged`]);
    await held.exited;
    expect(isSame(other.identity)).toBe(true);
    expect(await recover({ ledgerDir: home.path, finder })).toEqual(nothing);
  });

  test('P28: ends what carries the marker of an earlier supervisor, though the ledger is lost', async () => {
    await using home = temporaryHome();
    const supervisor = randomUUID();
    await using held = holdProcess(['sleep', '60'], { marker: `${supervisor}.4` });
    await using kept = holdProcess(['sleep', '60'], { marker: `keep.${supervisor}.5` });
    expect(await recover({ ledgerDir: home.path, finder, previous: [supervisor] })).toEqual(nothing);
    await held.exited;
    expect(isSame(kept.identity)).toBe(true);
  });

  test('a file that cannot even be read is set aside too', async () => {
    await using home = temporaryHome();
    mkdirSync(join(home.path, 'a.1.run'));
    expect(await recover({ ledgerDir: home.path, finder })).toMatchObject({
      damaged: [join(home.path, 'a.1.run.damaged')],
    });
  });

  test('an empty file, of a supervisor that died while it made it, just goes', async () => {
    await using home = temporaryHome();
    writeFileSync(join(home.path, `${randomUUID()}.1.run`), '');
    expect(await recover({ ledgerDir: home.path, finder })).toEqual(nothing);
    expect(readdirSync(home.path)).toEqual([]);
  });
});
