// Owns all log files of the book: which line goes to which, and what is said when the disk refuses.
import { join } from 'node:path';
import type { LogLine } from '@mcpm/domain';
import { lastSeq } from './file-end.ts';
import { folderName, listFolders, listLogFiles } from './log-folder.ts';
import { ProcessFile, type DiskWatch } from './process-file.ts';

/** Where the files lie, how they roll, and who hears of trouble. */
export interface LogFilesOptions {
  readonly directory: string;
  readonly maxFiles: number;
  readonly maxSize: string;
  /** Called once when the disk begins to refuse, and once when it takes lines again. */
  readonly say: (level: 'error' | 'info', text: string) => void;
}

/** One rolling file for each process, opened with its first line. */
export class LogFiles {
  readonly #options: LogFilesOptions;
  readonly #files = new Map<string, ProcessFile>();
  readonly #troubled = new Set<ProcessFile>();
  #dropped = 0;

  constructor(options: LogFilesOptions) {
    this.#options = options;
  }

  /** Lines that were given up because the disk refused them. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Writes the line to the file of its process. */
  append(line: LogLine): void {
    const name = folderName(line.processId);
    let file = this.#files.get(name);
    if (file === undefined) {
      const { directory, maxFiles, maxSize } = this.#options;
      file = new ProcessFile({ folder: join(directory, name), maxFiles, maxSize, watch: this.#watch });
      this.#files.set(name, file);
    }
    file.append(line);
  }

  /** Resolves once all lines so far can be read from the files, or the disk refuses them. */
  async settled(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.settled()));
  }

  /** Closes the file of one process; a later line opens it again. */
  async close(processId: string): Promise<void> {
    const name = folderName(processId);
    const file = this.#files.get(name);
    this.#files.delete(name);
    await file?.close();
    if (file !== undefined) this.#troubled.delete(file);
  }

  /** Closes every file. */
  async closeAll(): Promise<void> {
    const files = [...this.#files.values()];
    this.#files.clear();
    await Promise.all(files.map((file) => file.close()));
  }

  readonly #watch: DiskWatch = {
    troubled: (file, reason) => {
      this.#troubled.add(file);
      if (this.#troubled.size > 1) return;
      this.#options.say(
        'error',
        `Trouble with the log files: ${reason}. New lines wait in memory as long as there is room, then they are dropped. See that ${this.#options.directory} is writable and has space.`,
      );
    },
    recovered: (file) => {
      if (!this.#troubled.delete(file) || this.#troubled.size > 0) return;
      this.#options.say('info', `Log files are written again; ${this.#dropped} lines were dropped since mcpm started.`);
    },
    dropped: () => {
      this.#dropped += 1;
    },
  };
}

/** The highest `seq` that any file of the directory ends with; 0 when there is none. */
export async function lastSeqOf(directory: string): Promise<number> {
  let highest = 0;
  for (const folder of await listFolders(directory)) {
    // The newest files first; one that is empty says nothing.
    for (const path of (await listLogFiles(join(directory, folder))).toReversed()) {
      const seq = await lastSeq(path);
      highest = Math.max(highest, seq);
      if (seq > 0) break;
    }
  }
  return highest;
}
