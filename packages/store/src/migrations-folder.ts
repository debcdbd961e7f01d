// Owns where the committed migrations are: beside `src` and beside the bundle in `dist` alike.
import { fileURLToPath } from 'node:url';

/** Absolute path of the folder `migrations` of this package. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
