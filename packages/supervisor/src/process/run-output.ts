// Owns the output of one run: a spool for each stream that is no protocol, where they stand, and what they came to.
import { openSync } from 'node:fs';
import type { ExitReport, ProcessSpec } from '@mcpm/domain';
import type { Clock } from '../runtime/clock.ts';
import type { LedgerEntry } from '../effects/ledger/ledger-entry.ts';
import { OutputSpool } from '../effects/output/output-spool.ts';
import { isOutOfDescriptors, type SpoolDirectory, type SpoolFile } from '../effects/output/spool-directory.ts';
import type { WriteNotices } from '../effects/output/write-notices.ts';

type Stream = 'stdout' | 'stderr';

/** Bytes of each stream, and how many of both were told by nobody. */
export type OutputTotals = NonNullable<ExitReport['output']>;

/** Who is told of output. */
export interface OutputListener {
  readonly onOutput: (stream: Stream, text: string) => void;
  /** So many bytes are told by nobody (0: an unknown number), and why. */
  readonly onLost: (stream: Stream, bytes: number, why: string) => void;
}

/** Milliseconds between two notes of how far the output of a run that may outlive us was read. */
const NOTE_EVERY_MS = 1000;

const NO_FILE = 'Output cannot be kept: no directory takes a file.';

/** What the output of a run is read with. */
export interface OutputParts {
  readonly clock: Clock;
  readonly notices: WriteNotices;
  readonly listener: OutputListener;
}

/** Both streams of one run. */
export class RunOutput {
  /** Called at most once a second while output is read. */
  onRead: (() => void) | undefined;
  readonly #spools: Partial<Record<Stream, OutputSpool>> = {};
  readonly #parts: OutputParts;
  #note: unknown;

  private constructor(parts: OutputParts) {
    this.#parts = parts;
  }

  /** Fresh spools for a run that is about to be spawned; none for a stdout that is a protocol. */
  static open(parts: {
    readonly spec: ProcessSpec;
    readonly spools: SpoolDirectory;
    readonly clock: Clock;
    readonly listener: OutputListener;
  }): RunOutput {
    const { spec, spools, clock, listener } = parts;
    return new RunOutput({ clock, listener, notices: spools.notices }).#filled((output) => {
      if (spec.stdout === 'log') output.#add('stdout', spools.newFile('stdout') ?? NO_FILE);
      output.#add('stderr', spools.newFile('stderr') ?? NO_FILE);
    });
  }

  /** The spools of a run that an earlier supervisor left, to be read on from where that one stopped. */
  static reopen(parts: OutputParts & { readonly spools: LedgerEntry['spools'] }): RunOutput {
    return new RunOutput(parts).#filled((output) => {
      for (const stream of ['stdout', 'stderr'] as const) {
        const place = parts.spools[stream];
        if (place) output.#add(stream, reopenFile(place.path), place.offset);
      }
    });
  }

  /** For the child. */
  get descriptors(): { readonly stdout: number | undefined; readonly stderr: number } {
    const { stdout, stderr } = this.#spools;
    // Every run has a spool for stderr, if only one without a file.
    return { stdout: stdout?.fd, stderr: stderr?.fd ?? 2 };
  }

  /** The files, and how far they were told. */
  get places(): LedgerEntry['spools'] {
    const places: LedgerEntry['spools'] = {};
    for (const stream of ['stdout', 'stderr'] as const) {
      const spool = this.#spools[stream];
      if (spool?.path !== undefined) places[stream] = { path: spool.path, offset: spool.offset };
    }
    return places;
  }

  get totals(): OutputTotals {
    const { stdout, stderr } = this.#spools;
    return {
      stdout: stdout?.totals.bytes ?? 0,
      stderr: stderr?.totals.bytes ?? 0,
      lost: (stdout?.totals.lost ?? 0) + (stderr?.totals.lost ?? 0),
    };
  }

  /** Tells what comes, as it comes. */
  follow(): void {
    for (const spool of Object.values(this.#spools)) spool.follow();
  }

  /** Tells the rest, within two seconds, and removes the files. */
  async finish(): Promise<void> {
    // The place where it stands is of interest to nobody any more.
    this.onRead = undefined;
    this.#parts.clock.clearTimeout(this.#note);
    await Promise.all(Object.values(this.#spools).map((spool) => spool.finish()));
  }

  // Where no descriptor is left for one stream, those of the other must not be held either.
  #filled(fill: (output: RunOutput) => void): this {
    try {
      fill(this);
      return this;
    } catch (error) {
      for (const spool of Object.values(this.#spools)) spool.abandon();
      throw error;
    }
  }

  #add(stream: Stream, file: SpoolFile | string, from = 0): void {
    const { clock, notices, listener } = this.#parts;
    this.#spools[stream] = new OutputSpool({
      file,
      clock,
      notices,
      from,
      onText: (text) => {
        listener.onOutput(stream, text);
        this.#noteSoon();
      },
      onLost: (bytes, why) => listener.onLost(stream, bytes, why),
    });
  }

  #noteSoon(): void {
    if (!this.onRead || this.#note !== undefined) return;
    this.#note = this.#parts.clock.setTimeout(() => {
      this.#note = undefined;
      this.onRead?.();
    }, NOTE_EVERY_MS);
  }
}

// Not made when it is gone: then its run writes where nobody can read.
function reopenFile(path: string): SpoolFile | string {
  try {
    return { path, fd: openSync(path, 'r') };
  } catch (error) {
    if (isOutOfDescriptors(error)) throw error;
    return `Output cannot be read on (${error instanceof Error ? error.message : String(error)}).`;
  }
}
