// Owns the home directory: its folders, made at the start with rights for this user only.
import { McpmError } from '@mcpm/domain';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute paths of everything under `MCPM_HOME`. */
export interface Home {
  readonly path: string;
  readonly data: string;
  readonly documents: string;
  readonly logs: string;
  readonly config: string;
  /** Spool of the children's output; holds raw text. */
  readonly run: string;
  /** What servers keep to start sooner; may be deleted. */
  readonly cache: string;
}

/** Makes the folders that are missing; `home_unwritable` names the one that cannot be written. */
export function prepareHome(path: string): Home {
  const data = join(path, 'data');
  const home = {
    path,
    data,
    documents: join(data, 'documents'),
    logs: join(path, 'logs'),
    config: join(path, 'config'),
    run: join(path, 'run'),
    cache: join(path, 'cache'),
  };
  for (const directory of Object.values(home)) {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      accessSync(directory, constants.W_OK);
    } catch (cause) {
      const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
      throw new McpmError('home_unwritable', `The directory "${directory}" cannot be written (${why}).`, { cause });
    }
  }
  return home;
}
