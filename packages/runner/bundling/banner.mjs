// Owns what stands above every chunk.

/** Dependencies written for CommonJS ask for Node's own modules by require. */
export const BANNER =
  "import { createRequire as __mcpmRequire } from 'node:module'; const require = __mcpmRequire(import.meta.url);";
