#!/usr/bin/env node
// Owns the start of the process: compiled code is taken from the cache before anything else is loaded.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

module.enableCompileCache?.();
const { main } = await import('./main.ts');
await main(fileURLToPath(import.meta.url), process.argv.slice(2), process.env);
