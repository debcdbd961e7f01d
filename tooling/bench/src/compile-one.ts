// Compiles one document and prints what it took; a process of its own, so that peak memory is that of one compile.
import { compileDocument } from '@mcpm/openapi';
import { print } from './figures.ts';

const [file = ''] = process.argv.slice(2);
const from = performance.now();
const { plans } = await compileDocument({ file });
const ms = performance.now() - from;
print(JSON.stringify({ ms, tools: plans.length, peakMb: process.resourceUsage().maxRSS / 1024 }));
