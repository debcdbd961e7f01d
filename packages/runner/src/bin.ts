#!/usr/bin/env node
// Owns the start of the process: compiled code is taken from the cache before anything else is loaded.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { oldNodeMessage } from './life/old-node.ts';

const tooOld = oldNodeMessage(process.versions.node);
if (tooOld !== undefined) {
  process.stderr.write(`${tooOld}\n`);
  process.exit(78); // EX_CONFIG; the table of codes would have to be loaded by a Node that may not read it.
}
module.enableCompileCache?.();
const { main } = await import('./main.ts');
await main(fileURLToPath(import.meta.url), process.argv.slice(2), process.env);
