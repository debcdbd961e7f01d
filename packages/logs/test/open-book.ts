// Owns how tests open a book in a directory of their own and read back what lies on disk.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogQuery, type LogLine } from '@mcpm/domain';
import { openLogBook, type LogBook, type LogBookOptions } from '@mcpm/logs';
import { temporaryHome } from '@mcpm/test-kit';

/** A book, its directory, and what its files hold. */
export interface OpenBook extends AsyncDisposable {
  readonly directory: string;
  readonly book: LogBook;
  /** Closes the book and opens it again. */
  reopen(options?: Partial<LogBookOptions>): Promise<LogBook>;
}

/** Opens a book that is closed and removed at the end of the block. */
export async function openBook(options: Partial<LogBookOptions> = {}): Promise<OpenBook> {
  const home = temporaryHome();
  const directory = options.directory ?? join(home.path, 'logs');
  let book = await openLogBook({ directory, ...options });
  return {
    directory,
    get book() {
      return book;
    },
    reopen: async (changed = {}) => {
      await book.close();
      book = await openLogBook({ directory, ...options, ...changed });
      return book;
    },
    [Symbol.asyncDispose]: async () => {
      await book.close();
      await home.remove();
    },
  };
}

/** Every log file of a directory with its content, by path below the directory. */
export function filesOf(directory: string): Map<string, string> {
  const paths = readdirSync(directory, { recursive: true }).map(String);
  return new Map(
    paths.filter((path) => path.endsWith('.log')).map((path) => [path, readFileSync(join(directory, path), 'utf8')]),
  );
}

/** Every line in the files of a directory, by seq. */
export function linesOnDisk(directory: string): LogLine[] {
  const raw = [...filesOf(directory).values()].flatMap((text) => text.split('\n').filter((line) => line !== ''));
  return raw.map((line) => JSON.parse(line) as LogLine).sort((a, b) => a.seq - b.seq);
}

/** A query with its defaults. */
export const ask = (query: Partial<LogQuery>): LogQuery => LogQuery.parse(query);

/** The texts of lines. */
export const texts = (lines: readonly LogLine[]): string[] => lines.map((line) => line.text);
