// Owns the search in files: each folder from its newest file back, no further than the answer needs.
import { join } from 'node:path';
import type { LogLine, LogQuery } from '@mcpm/domain';
import { parseLine } from '../file/file-end.ts';
import { folderName, listFolders, listLogFiles } from '../file/log-folder.ts';
import { lineTest } from './line-test.ts';
import { readLines } from './read-lines.ts';
import type { TextSearch } from './text-search.ts';

/** What to find, and where. */
export interface FileSearch {
  readonly directory: string;
  readonly query: LogQuery;
  readonly text: TextSearch;
  /** Only lines with a smaller `seq`. */
  readonly below: number;
  /** The last so many of what matches. */
  readonly limit: number;
}

/** The last matching lines of all dates, oldest first. */
export async function searchFiles(search: FileSearch): Promise<LogLine[]> {
  const { directory, query, limit } = search;
  const folders = query.processId === undefined ? await listFolders(directory) : [folderName(query.processId)];
  const found: LogLine[] = [];
  for (const folder of folders) found.push(...(await searchFolder(join(directory, folder), search)));
  return found.sort((a, b) => a.seq - b.seq).slice(-limit);
}

async function searchFolder(folder: string, search: FileSearch): Promise<LogLine[]> {
  const { after, since } = search.query;
  const earliest = since === undefined ? undefined : new Date(since).toISOString();
  let found: LogLine[] = [];
  for (const path of (await listLogFiles(folder)).toReversed()) {
    const file = await searchFile(path, search);
    found = [...file.found, ...found].slice(-search.limit);
    if (found.length >= search.limit) break;
    // Older files hold older lines only.
    if (after !== undefined && file.firstSeq !== undefined && file.firstSeq <= after + 1) break;
    if (earliest !== undefined && file.latest !== undefined && file.latest < earliest) break;
  }
  return found;
}

interface FileAnswer {
  readonly found: readonly LogLine[];
  readonly firstSeq: number | undefined;
  /** The latest time in the file that was looked at. */
  readonly latest: string | undefined;
}

async function searchFile(path: string, { query, text, below, limit }: FileSearch): Promise<FileAnswer> {
  const test = lineTest(query);
  // Without a time to stop at, a line that cannot contain the text need not be parsed.
  const needle =
    query.since === undefined && text.needle !== undefined ? JSON.stringify(text.needle).slice(1, -1) : undefined;
  let found: LogLine[] = [];
  let firstSeq: number | undefined;
  let latest: string | undefined;
  for await (const batch of readLines(path)) {
    const candidates: LogLine[] = [];
    for (const raw of batch) {
      if (needle !== undefined && firstSeq !== undefined && !raw.toLowerCase().includes(needle)) continue;
      const line = parseLine(raw);
      if (line === undefined) continue;
      firstSeq ??= line.seq;
      if (latest === undefined || line.at > latest) latest = line.at;
      if (line.seq < below && test(line)) candidates.push(line);
    }
    found = [...found, ...text.select(candidates)].slice(-limit);
  }
  return { found, firstSeq, latest };
}
