#!/usr/bin/env node
// Owns the start of the process: compiled code is taken from the cache before anything else is loaded.
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { useCodeCache } from './life/code-cache.ts';
import { oldNodeMessage } from './life/old-node.ts';

const tooOld = oldNodeMessage(process.versions.node);
if (tooOld !== undefined) {
  process.stderr.write(`${tooOld}\n`);
  process.exit(78); // EX_CONFIG; the table of codes would have to be loaded by a Node that may not read it.
}
// Compiling a large document would grow the space of young objects, which V8 keeps: some 30 MB for GitHub's, for no gain in time.
setFlagsFromString('--semi-space-growth-factor=1');
useCodeCache(process.env);
const { main } = await import('./main.ts').catch((error: unknown) => {
  // Uncaught, it would be told below a line that holds nearly all of this file.
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
await main(fileURLToPath(import.meta.url), process.argv.slice(2), process.env);
