// Owns what is written down about a live run, so that the next supervisor can end or adopt it: the lines of its file and their reading.
//
//   {"version":1,"id":"api","runId":3,…}     the entry, before the spawn
//   cgroup /sys/fs/cgroup/…                  for the guardian, which is a shell and reads no JSON
//   4242 (sh) S 4100 4242 …                  /proc/self/stat, by the launch script before the command's first instruction
//   {"spools":{…}}                           what has changed since; the last one counts
import { Containment } from '@mcpm/domain';
import * as z from 'zod';
import type { ProcessIdentity } from '../end/identity.ts';
import { parseStat } from '../end/process-stat.ts';

const Spool = z.object({ path: z.string(), offset: z.int().min(0) });

/** One live run. It holds no environment: that is where secrets are. */
export const LedgerEntry = z.object({
  version: z.literal(1),
  /** Of the process. */
  id: z.string(),
  runId: z.int(),
  /** See `runMarker`. */
  marker: z.string(),
  bootId: z.string().optional(),
  /** The PID namespace its pids are meant in, as the kernel names it. */
  pidNamespace: z.string().optional(),
  survive: z.boolean(),
  /** ISO 8601. */
  startedAt: z.string(),
  readyAt: z.string().optional(),
  containment: Containment,
  /** Path of the run's own cgroup. */
  cgroup: z.string().optional(),
  command: z.string(),
  args: z.array(z.string()),
  /** Where its output stands, and how many bytes of it were told. */
  spools: z.object({ stdout: Spool.optional(), stderr: Spool.optional() }).default({}),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** What changes during a run. */
export const LedgerChange = LedgerEntry.pick({ readyAt: true, spools: true }).partial();
export type LedgerChange = Pick<Partial<LedgerEntry>, 'readyAt' | 'spools'>;

/** A file as it was read. */
export interface LedgerRecord {
  readonly entry: LedgerEntry;
  /** The processes that were launched for it, the leader first; none when the supervisor ended between the entry and the launch. */
  readonly identities: readonly ProcessIdentity[];
}

/** The first lines of a file. */
export function formatEntry(entry: LedgerEntry): string {
  const cgroup = entry.cgroup === undefined ? '' : `cgroup ${entry.cgroup}\n`;
  return `${JSON.stringify(entry)}\n${cgroup}`;
}

/** The record in a file; undefined when its first line is damaged. Later lines that are not whole are left out. */
export function parseRecord(text: string): LedgerRecord | undefined {
  const [first = '', ...lines] = text.split('\n');
  const entry = parseLine(LedgerEntry, first);
  if (!entry) return undefined;
  const changes = lines.filter((line) => line.startsWith('{')).map((line) => parseLine(LedgerChange, line));
  const identities = lines
    .map((line) => parseStat(line))
    .filter((stat) => stat !== undefined)
    .map(({ pid, startTicks }) => ({ pid, startTicks, bootId: entry.bootId }));
  return { entry: Object.assign(entry, ...changes), identities };
}

function parseLine<T extends z.ZodType>(schema: T, line: string): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    // The caller says what a line that is no JSON, or not of this shape, means.
    return undefined;
  }
}
