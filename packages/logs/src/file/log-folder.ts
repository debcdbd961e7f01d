// Owns how log files are named: one folder for each process and one for the lines of no process; in it one file for each date and number.
import { createHash } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** First part of each file's name: `log.2026-01-31.1.log`. */
export const FILE_STEM = 'log';

/** Format of the date in a file's name, in the words of date-fns. */
export const DATE_FORMAT = 'yyyy-MM-dd';

const OWN_FOLDER = 'system';
const fileName = /^log\.(\d{4}-\d{2}-\d{2})\.(\d+)\.log$/;

/** Folder name of a process, or of the lines that belong to none. Safe as a file name whatever the id is, and never the same for two ids. */
export function folderName(processId: string | undefined): string {
  if (processId === undefined) return OWN_FOLDER;
  const safe = encodeURIComponent(processId.toWellFormed()).replaceAll(
    /[.*!'()~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  if (safe === OWN_FOLDER) return `%73${OWN_FOLDER.slice(1)}`;
  return safe.length <= 120 ? safe : `%-${createHash('sha256').update(processId).digest('hex')}`;
}

/** Names of the folders that exist; none when the directory cannot be read. */
export async function listFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(noEntries);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Paths of the log files of a folder, oldest first; none when the folder cannot be read. */
export async function listLogFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(noEntries);
  return names
    .flatMap((name) => {
      const [, date, number] = fileName.exec(name) ?? [];
      return date === undefined ? [] : [{ name, date, number: Number(number) }];
    })
    .sort((a, b) => (a.date === b.date ? a.number - b.number : a.date < b.date ? -1 : 1))
    .map(({ name }) => join(folder, name));
}

/** Removes the oldest files until `count` are left. */
export async function removeOldest(folder: string, count: number): Promise<void> {
  const paths = await listLogFiles(folder);
  // A file that somebody else removed meanwhile is removed all the same.
  await Promise.allSettled(paths.slice(0, Math.max(0, paths.length - count)).map((path) => unlink(path)));
}

// A directory that is missing or unreadable holds no lines that could be found; writing to it is what reports the trouble.
const noEntries = (): [] => [];
