// Compiles one document of the corpus and judges what became of it.
import { compileDocument, DocumentError, type CompiledDocument } from '@mcpm/openapi';
import { corpusDocument } from '../corpus-document.ts';
import { checkTools, type ToolFlaw } from './check-tool.ts';

/** What became of one document. Plain data: it survives JSON. */
export interface DocumentReport {
  /** Its id in `listCorpus()`. */
  readonly id: string;
  readonly compiled: boolean;
  /** The version as declared, such as `3.0.3`; empty if it did not compile. */
  readonly openapi: string;
  readonly operations: number;
  readonly tools: number;
  /** Tools that were called with values made from their schema, and those for which no value was found. */
  readonly called: number;
  readonly uncalled: number;
  /** Milliseconds from the file to the tools. */
  readonly ms: number;
  /** The most memory the process had held when the tools were there, in bytes: what compiling takes, if the process did nothing before. */
  readonly memory: number;
  /** How many warnings there are of each code. */
  readonly warnings: Readonly<Record<string, number>>;
  /** One sentence for each kind of failure; empty for a good document. */
  readonly failures: readonly string[];
}

/** Compiles a document and checks every tool; `onCompiled` is called between the two. Never rejects for what the document does. */
export async function inspectDocument(id: string, onCompiled: () => void = () => {}): Promise<DocumentReport> {
  const from = performance.now();
  const passed = (): number => Math.round(performance.now() - from);
  let document: CompiledDocument;
  try {
    document = await compileDocument({ file: corpusDocument(id).file });
  } catch (error) {
    return failedReport(id, passed(), explain(error));
  }
  const ms = passed();
  const memory = process.resourceUsage().maxRSS * 1024;
  onCompiled();
  const { openapi, operations, plans } = document;
  const warnings: Record<string, number> = {};
  for (const { code } of document.warnings) warnings[code] = (warnings[code] ?? 0) + 1;
  const { flaws, called, uncalled } = checkTools(plans);
  const counts = { operations, tools: plans.length, called, uncalled: uncalled.length };
  return { id, compiled: true, openapi, ...counts, ms, memory, warnings, failures: summarize(flaws) };
}

/** The report of a document that gave no tools. */
export function failedReport(id: string, ms: number, failure: string): DocumentReport {
  const nothing = { operations: 0, tools: 0, called: 0, uncalled: 0 };
  return { id, compiled: false, openapi: '', ...nothing, ms, memory: 0, warnings: {}, failures: [failure] };
}

function explain(error: unknown): string {
  if (error instanceof DocumentError)
    return `${error.code}: ${error.message}${error.pointer === undefined ? '' : ` (${error.pointer})`}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Equal flaws become one sentence with the first place and their number. */
function summarize(flaws: readonly ToolFlaw[]): readonly string[] {
  return [...Map.groupBy(flaws, ({ rule }) => rule)].map(([rule, [first, ...more]]) => {
    const place = first ? ` (tool ${first.tool}, at ${first.where === '' ? 'the root' : first.where})` : '';
    return `${rule}${place}${more.length === 0 ? '' : ` and ${more.length} more`}`;
  });
}
