// Owns what happens to the runs of earlier supervisors when a new one begins: they are ended, or kept for adoption.
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DescendantFinder, SoughtRun } from '../end/descendants.ts';
import { isSame, readBootId, type ProcessIdentity } from '../end/identity.ts';
import { killUntilGone } from '../end/kill-until-gone.ts';
import { markerPrefix } from '../end/run-marker.ts';
import { CgroupLeaf } from '../launch/cgroup-leaf.ts';
import { parseRecord, type LedgerEntry, type LedgerRecord } from './ledger-entry.ts';
import { LEDGER_SUFFIX, readPidNamespace } from './run-ledger.ts';

/** A run of an earlier supervisor that goes on. */
export interface Adoptable {
  /** Its file in the ledger, for `RunLedger.update` and `end`. */
  readonly file: string;
  readonly entry: LedgerEntry;
  readonly identity: ProcessIdentity;
}

/** What was found. */
export interface RecoveryReport {
  /** Runs of which something was still there and was ended. */
  readonly ended: readonly LedgerEntry[];
  readonly adoptable: readonly Adoptable[];
  /** Files that could not be read; they are kept beside the others under a name that ends with `.damaged`. What carried their marker was ended. */
  readonly damaged: readonly string[];
  /** Runs of which something would not die: a second copy must not be started. */
  readonly stuck: readonly { readonly entry: LedgerEntry; readonly left: readonly ProcessIdentity[] }[];
}

/** Where, and for whom, to recover. */
export interface RecoverOptions {
  readonly ledgerDir: string;
  readonly finder: DescendantFinder;
  /** Ids of earlier supervisors: what carries their markers is ended, even when the ledger knows nothing of it. */
  readonly previous?: readonly string[];
}

interface LedgerFile {
  readonly path: string;
  /** The marker its name holds. */
  readonly marker: string;
  /** Undefined when it is damaged, or empty. */
  readonly record: LedgerRecord | undefined;
  /** Of a supervisor that died while it made the file: nothing was spawned for it. */
  readonly isEmpty: boolean;
}

/**
 * Ends or keeps what earlier supervisors left. To be called once, by the holder of the run directory's lock, before the first start. A pid is believed only when its start ticks, the
 * boot and the PID namespace are the recorded ones; a marker is believed on its own, since it is inherited and by chance alone nobody has it.
 */
export async function recover({ ledgerDir, finder, previous = [] }: RecoverOptions): Promise<RecoveryReport> {
  const files = readLedger(ledgerDir);
  const adoptable = newestOfEach(files.map(toAdoptable).filter((one) => one !== undefined));
  const others = files.filter(({ path }) => !adoptable.some(({ file }) => file === path));
  const outcomes = await Promise.all(others.map((file) => endFile(file, finder)));
  await Promise.all(previous.map((id) => endAll(finder, { marker: markerPrefix(id) })));
  return {
    ended: outcomes.flatMap(({ entry, hadRest }) => (entry && hadRest ? [entry] : [])),
    adoptable,
    damaged: outcomes.flatMap(({ damaged }) => damaged ?? []),
    stuck: outcomes.flatMap(({ entry, left }) => (entry && left.length > 0 ? [{ entry, left }] : [])),
  };
}

/** Ends a run that was kept for adoption and is not wanted any more; resolves with what of it would not die, its file then stays. */
export async function endAdoptable(
  { file, entry, identity }: Adoptable,
  finder: DescendantFinder,
): Promise<readonly ProcessIdentity[]> {
  const { left } = await endAll(finder, { marker: entry.marker, identity }, cgroupOf(entry));
  const { stdout, stderr } = entry.spools;
  // Its output, which nobody reads any more, may hold secrets.
  for (const path of left.length === 0 ? [file, stdout?.path, stderr?.path] : [])
    if (path !== undefined) rmSync(path, { force: true });
  return left;
}

function readLedger(dir: string): readonly LedgerFile[] {
  let names: readonly string[];
  try {
    names = readdirSync(dir);
  } catch {
    // No ledger yet.
    return [];
  }
  return names
    .filter((name) => name.endsWith(LEDGER_SUFFIX))
    .map((name) => {
      const path = join(dir, name);
      const marker = name.slice(0, -LEDGER_SUFFIX.length);
      const text = readText(path);
      const record = text === undefined ? undefined : parseRecord(text);
      return { path, marker, record: record?.entry.marker === marker ? record : undefined, isEmpty: text === '' };
    });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A file that cannot be read is damaged like one that says nothing.
    return undefined;
  }
}

function toAdoptable({ path, record }: LedgerFile): Adoptable | undefined {
  const leader = record && livingMembers(record)[0];
  return record?.entry.survive && leader ? { file: path, entry: record.entry, identity: leader } : undefined;
}

// Of one id only one may live on.
function newestOfEach(adoptable: readonly Adoptable[]): readonly Adoptable[] {
  const age = ({ identity }: Adoptable): number => identity.startTicks ?? 0;
  return adoptable.filter(
    (one) => !adoptable.some((other) => other.entry.id === one.entry.id && age(other) > age(one)),
  );
}

function livingMembers({ entry, identities }: LedgerRecord): readonly ProcessIdentity[] {
  const isOfHere = entry.bootId === readBootId() && entry.pidNamespace === readPidNamespace();
  return isOfHere ? identities.filter(isSame) : [];
}

async function endFile({ path, marker, record, isEmpty }: LedgerFile, finder: DescendantFinder) {
  const known = record ? livingMembers(record) : [];
  const { hadRest, left } = await endAll(finder, { marker, identity: known[0], known }, cgroupOf(record?.entry));
  const damaged = record || isEmpty ? undefined : `${path}.damaged`;
  if (damaged !== undefined) renameSync(path, damaged);
  else if (left.length === 0) rmSync(path, { force: true });
  return { entry: record?.entry, hadRest, left, damaged };
}

function cgroupOf(entry: LedgerEntry | undefined): CgroupLeaf | undefined {
  return entry?.cgroup === undefined ? undefined : CgroupLeaf.at(entry.cgroup);
}

async function endAll(finder: DescendantFinder, run: SoughtRun, cgroup?: CgroupLeaf) {
  let hadRest = (cgroup?.pids().length ?? 0) > 0;
  const left = await killUntilGone(async () => {
    cgroup?.kill();
    const found = await finder.find(run);
    hadRest ||= found.length > 0;
    return found;
  });
  await cgroup?.remove();
  return { hadRest, left };
}
