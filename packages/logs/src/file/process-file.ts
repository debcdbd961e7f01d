// Owns the writing of one process's lines: NDJSON by pino, files by pino-roll, a bounded wait in memory while the disk refuses.
/// <reference path="./pino-roll.d.ts" />
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LogLine } from '@mcpm/domain';
import pino, { type Logger } from 'pino';
import roll, { type RollingStream } from 'pino-roll';
import { endsMidLine } from './file-end.ts';
import { DATE_FORMAT, FILE_STEM, removeOldest } from './log-folder.ts';

/** Bytes that wait in memory while the disk is slow or refuses; lines beyond are dropped. */
const WAITING_BYTES = 8 * 1024 * 1024;

/** Bytes written at once. The default of 16 KB a turn is less than a child says that floods its output. */
const WRITE_BYTES = 1024 * 1024;

/** Milliseconds between two tries to open a file that could not be opened. */
const RETRY_TIME = 5000;

/** Is told how the disk does. */
export interface DiskWatch {
  /** Trouble begins; the reason is a clause without a full stop. */
  troubled(file: ProcessFile, reason: string): void;
  /** Everything that waited is written. */
  recovered(file: ProcessFile): void;
  /** A line was given up. */
  dropped(): void;
}

/** Where a file lies and how it rolls. */
export interface ProcessFileOptions {
  readonly folder: string;
  readonly maxFiles: number;
  readonly maxSize: string;
  readonly watch: DiskWatch;
}

/** The rolling file of one process. Nothing it does throws; trouble goes to the watch. */
export class ProcessFile {
  readonly #options: ProcessFileOptions;
  readonly #log: Logger<'none'>;
  /** Lines that wait for the stream to open. */
  #queue: Buffer[] = [];
  /** Bytes handed in and not yet on disk. */
  #waiting = 0;
  #stream: RollingStream | undefined;
  #opening: Promise<void> | undefined;
  #triedAt = -Infinity;
  /** Whether the last try to write or open failed. */
  #refused = false;
  /** Whether the watch knows of trouble. */
  #troubled = false;
  #idle: (() => void)[] = [];

  constructor(options: ProcessFileOptions) {
    this.#options = options;
    this.#log = pino(
      {
        base: null,
        timestamp: false,
        messageKey: 'text',
        level: 'trace',
        customLevels: { none: 35 },
        // A line without a level gets none in its file either; `v` is the version of the file format.
        formatters: { level: (label) => (label === 'none' ? { v: 1 } : { v: 1, level: label }) },
      },
      { write: (json) => this.#take(Buffer.from(json)) },
    );
  }

  /** Writes one line. */
  append(line: LogLine): void {
    const { level, text, ...rest } = line;
    this.#log[level ?? 'none'](rest, text);
  }

  /** Resolves once everything handed in is on disk, or the disk refuses it. */
  async settled(): Promise<void> {
    await this.#opening;
    if (this.#stream === undefined || this.#waiting <= 0 || this.#refused) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Writes what waits, if the disk takes it, and closes the file. */
  async close(): Promise<void> {
    if (this.#stream === undefined && this.#queue.length > 0) await (this.#opening ?? this.#open());
    await this.settled();
    const stream = this.#stream;
    this.#stream = undefined;
    if (stream === undefined || stream.file === null) return;
    await new Promise<void>((resolve) => {
      stream.once('close', resolve);
      // A disk that refuses the last bytes would keep the stream open for ever.
      stream.once('error', () => {
        stream.destroy();
        resolve();
      });
      stream.end();
    });
  }

  #take(json: Buffer): void {
    if (this.#stream === undefined && this.#waiting + json.length > WAITING_BYTES) {
      this.#drop();
      return;
    }
    this.#waiting += json.length;
    if (this.#stream !== undefined) {
      this.#stream.write(json);
      return;
    }
    this.#queue.push(json);
    if (this.#opening === undefined && performance.now() - this.#triedAt >= RETRY_TIME) void this.#open();
  }

  #open(): Promise<void> {
    this.#triedAt = performance.now();
    this.#opening = this.#openStream()
      .then((stream) => this.#adopt(stream))
      .catch((error: unknown) => this.#fail(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        this.#opening = undefined;
      });
    return this.#opening;
  }

  async #openStream(): Promise<RollingStream> {
    const { folder, maxSize } = this.#options;
    // Made here, so that a directory that cannot be made is known before a stream exists.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const stream = await roll({
      file: join(folder, FILE_STEM),
      size: maxSize,
      frequency: 'daily',
      dateFormat: DATE_FORMAT,
      mkdir: true,
      contentMode: 'buffer',
      maxLength: WAITING_BYTES,
      maxWrite: WRITE_BYTES,
      mode: 0o600,
    });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Stays for ever: a stream that never opened must not bring the process down when its date rolls.
    stream.on('error', reject);
    stream.once('ready', resolve);
    await promise;
    return stream;
  }

  async #adopt(stream: RollingStream): Promise<void> {
    stream.on('error', (error: Error) => this.#fail(error));
    stream.on('write', (bytes: number) => this.#written(bytes));
    stream.on('drop', (json: Buffer) => {
      this.#waiting -= json.length;
      this.#drop();
    });
    stream.on('ready', () => void this.#prune(stream));
    await this.#prune(stream);
    // A crash may have left half a line; the next one must not be joined to it.
    if (stream.file !== null && (await endsMidLine(stream.file))) {
      this.#queue.unshift(Buffer.from('\n'));
      this.#waiting += 1;
    }
    const queue = this.#queue;
    this.#queue = [];
    this.#stream = stream;
    for (const json of queue) stream.write(json);
  }

  async #prune(stream: RollingStream): Promise<void> {
    if (stream.file !== null) await removeOldest(dirname(stream.file), this.#options.maxFiles);
  }

  #written(bytes: number): void {
    this.#waiting -= bytes;
    this.#refused = false;
    if (this.#waiting > 0) return;
    if (this.#troubled) {
      this.#troubled = false;
      this.#options.watch.recovered(this);
    }
    this.#wake();
  }

  #fail(error: Error): void {
    this.#refused = true;
    this.#trouble(error.message);
    this.#wake();
  }

  #drop(): void {
    this.#options.watch.dropped();
    this.#trouble('lines come faster than the disk takes them');
  }

  #trouble(reason: string): void {
    if (this.#troubled) return;
    this.#troubled = true;
    this.#options.watch.troubled(this, reason);
  }

  #wake(): void {
    const idle = this.#idle;
    this.#idle = [];
    for (const resolve of idle) resolve();
  }
}
