// Owns the files of inline OpenAPI documents.
import type { DocumentFiles } from '@mcpm/manager';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps inline documents as `<server id>.openapi` in a directory; a write is whole or not there at all. */
export function createDocumentFiles(directory: string): DocumentFiles {
  const fileOf = (serverId: string): string => join(directory, `${serverId}.openapi`);
  return {
    async write(serverId, text) {
      const file = fileOf(serverId);
      await writeFile(`${file}.new`, text, { mode: 0o600 });
      await rename(`${file}.new`, file);
      return file;
    },
    remove: (serverId) => rm(fileOf(serverId), { force: true }),
  };
}
