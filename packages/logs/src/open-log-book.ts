// Owns the path of a line: chunk → line → redaction → seq → memory, file, followers; and the way back by query.
//
//   writeOutput ─► OutputLines ─► readOutput ─┐
//                                             ├─► Redactor ─► seq ─┬─► LineRing ──┐
//   write ────────────────► level ────────────┘                    ├─► LogFiles ──┴─► query, lastLines
//                                                                  └─► Followers, echo
import { McpmError, type LogLevel, type LogLine, type LogQuery } from '@mcpm/domain';
import { LogFiles, lastSeqOf } from './file/log-files.ts';
import { Followers } from './follow/followers.ts';
import { LINE_LIMIT } from './line/cut-point.ts';
import { OutputLines, type RawLine } from './line/output-lines.ts';
import { readOutput } from './line/read-output.ts';
import type { LogBook, LogBookOptions, OutputChunk, OwnLine } from './log-book.ts';
import { LineRing } from './memory/line-ring.ts';
import { Redactor } from './redact/redactor.ts';
import { lineTest } from './search/line-test.ts';
import { searchFiles } from './search/search-files.ts';
import { textSearch } from './search/text-search.ts';

const severity: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/**
 * Opens the book of a directory and goes on counting where its files end. A directory that cannot be written is no error: lines are then
 * kept in memory only, and a system line says so. Throws `configuration_invalid` for a size or number that is none.
 */
export async function openLogBook(options: LogBookOptions): Promise<LogBook> {
  const { maxSize = '10m', maxFiles = 10 } = options;
  if (!/^\d+(\.\d+)?[bkmg]?$/i.test(maxSize)) {
    throw new McpmError(
      'configuration_invalid',
      `The size of a log file cannot be "${maxSize}"; write a number and b, k, m or g, such as 10m.`,
    );
  }
  if (!Number.isInteger(maxFiles) || maxFiles < 1) {
    throw new McpmError(
      'configuration_invalid',
      `The number of log files cannot be ${maxFiles}; it is a whole number from 1 on.`,
    );
  }
  return new OpenLogBook({ ...options, maxSize, maxFiles }, await lastSeqOf(options.directory));
}

class OpenLogBook implements LogBook {
  readonly #options: LogBookOptions;
  readonly #now: () => Date;
  readonly #lines = new OutputLines();
  readonly #redactor = new Redactor();
  readonly #ring: LineRing;
  readonly #followers = new Followers();
  readonly #files: LogFiles;
  #lastSeq: number;
  #closed = false;

  constructor(options: LogBookOptions & { readonly maxSize: string; readonly maxFiles: number }, lastSeq: number) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#ring = new LineRing(options.ringLines ?? 20_000);
    this.#lastSeq = lastSeq;
    this.#files = new LogFiles({
      ...options,
      say: (level, text) => this.write({ category: 'system', stream: 'system', level, text }),
    });
  }

  get droppedLines(): number {
    return this.#files.dropped;
  }

  write(line: OwnLine): void {
    const lowest = this.#options.level ?? 'info';
    if (line.category !== 'process' && line.level !== undefined && severity[line.level] < severity[lowest]) return;
    this.#keep(line, 0);
  }

  writeOutput(chunk: OutputChunk): void {
    for (const line of this.#lines.push(chunk)) this.#keepOutput(line);
  }

  endRun(processId: string, runId: number): void {
    for (const line of this.#lines.end(processId, runId)) this.#keepOutput(line);
  }

  async query(query: LogQuery): Promise<LogLine[]> {
    const text = textSearch(query.q);
    const test = lineTest(query);
    const oldest = this.#ring.oldest?.seq ?? this.#lastSeq + 1;
    const inMemory = [...this.#ring.newestFirst()].reverse().filter(test);
    const recent = text.select(inMemory).slice(-query.tail);
    const reachesFarEnough = recent.length === query.tail || oldest <= (query.after ?? 0) + 1;
    if (reachesFarEnough) return recent;
    await this.#files.settled();
    const { directory } = this.#options;
    const older = await searchFiles({ directory, query, text, below: oldest, limit: query.tail - recent.length });
    return [...older, ...recent];
  }

  follow(listener: (lines: readonly LogLine[]) => void, filter: Partial<LogQuery> = {}): () => void {
    const text = textSearch(filter.q);
    const leave = this.#followers.add({
      wants: lineTest(filter),
      deliver: (lines) => {
        let found: readonly LogLine[];
        try {
          found = text.select(lines);
        } catch (error) {
          leave();
          found = lines
            .slice(-1)
            .map((line) => this.#notice(line, error instanceof Error ? error.message : String(error)));
        }
        if (found.length > 0) listener(found);
      },
    });
    return leave;
  }

  lastLines(processId: string, count: number): readonly LogLine[] {
    const lines: LogLine[] = [];
    for (const line of this.#ring.newestFirst()) {
      if (lines.length >= count) break;
      if (line.processId === processId) lines.push(line);
    }
    return lines.reverse();
  }

  addSecrets(values: readonly string[]): void {
    this.#redactor.add(values);
  }

  async removeProcess(processId: string): Promise<void> {
    for (const line of this.#lines.end(processId)) this.#keepOutput(line);
    await this.#files.close(processId);
  }

  async close(): Promise<void> {
    for (const line of this.#lines.endAll()) this.#keepOutput(line);
    this.#closed = true;
    this.#followers.close();
    await this.#files.closeAll();
  }

  #keepOutput({ processId, runId, stream, text, bytesBeyond }: RawLine): void {
    this.#keep({ category: 'process', processId, runId, stream, ...readOutput(text) }, bytesBeyond);
  }

  #keep(own: OwnLine, bytesBeyond: number): void {
    if (this.#closed) return;
    const { text, bytesCut } = this.#redactor.redact(own.text, LINE_LIMIT);
    const leftOut = bytesCut + bytesBeyond;
    this.#lastSeq += 1;
    const line: LogLine = {
      seq: this.#lastSeq,
      at: timeOf(own.at) ?? this.#now().toISOString(),
      category: own.category,
      ...(own.processId !== undefined && { processId: own.processId }),
      ...(own.runId !== undefined && { runId: own.runId }),
      stream: own.stream,
      ...(own.level !== undefined && { level: own.level }),
      text: leftOut === 0 ? text : `${text} … [${leftOut} bytes left out]`,
    };
    this.#ring.push(line);
    this.#followers.tell(line);
    this.#files.append(line);
    this.#echo(line);
  }

  #echo(line: LogLine): void {
    try {
      this.#options.echo?.(line);
    } catch {
      // Whoever echoes lines may fail, a closed terminal for one; the book keeps them all the same.
    }
  }

  /** A line for one follower only, in the place of the given one. */
  #notice({ seq, at }: LogLine, text: string): LogLine {
    return { seq, at, category: 'system', stream: 'system', level: 'error', text: `${text} The following ends here.` };
  }
}

/** The time as ISO 8601 in UTC with milliseconds; undefined when it is none. */
function timeOf(at: string | undefined): string | undefined {
  if (at === undefined) return undefined;
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
