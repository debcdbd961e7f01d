// The examination of a document: compiled as it would be served, then looked at by every rule.
import { compileDocument, type CompileOptions } from '../compile-document.ts';
import type { CompiledDocument } from '../compiled-document.ts';
import type { DocumentSource } from '../load/document-source.ts';
import { parseDocument, type LoadedDocument } from '../load/load-document.ts';
import { readSource } from '../load/read-source.ts';
import { WarningLog } from '../resolve/compile-warning.ts';
import { openDocuments } from '../resolve/open-documents.ts';
import { listOperations, type ExaminedDocument } from './examined-document.ts';
import type { Finding } from './finding.ts';
import { overlayOf, type OverlayDocument } from './overlay-of.ts';
import { examineWarnings } from './rules/compile-warnings.ts';
import { examineContents } from './rules/contents.ts';
import { examineCost } from './rules/cost.ts';
import { examineDescriptions } from './rules/descriptions.ts';
import { examineWords } from './rules/injected-words.ts';
import { examineNames } from './rules/operation-names.ts';
import { examineParameters } from './rules/parameters.ts';
import { examineSecrets } from './rules/secrets.ts';
import { examineSecurity } from './rules/security.ts';
import { examineServers } from './rules/servers.ts';
import { examineValues } from './rules/values.ts';

/** How a document is examined: as it would be compiled; `strict` and `cache` do not count. */
export interface ExamineOptions extends Omit<CompileOptions, 'strict' | 'cache'> {
  /** Tokens the list of tools may cost. Default 20,000. */
  readonly listBudget?: number;
}

/** What an examination gives. */
export interface Examination {
  readonly compiled: CompiledDocument;
  /** The gravest first, then in the order of the document's rules. */
  readonly findings: readonly Finding[];
  /** What mends them; absent where there is nothing that it could mend. */
  readonly overlay?: OverlayDocument;
}

const RULES = [
  examineServers,
  examineSecurity,
  examineParameters,
  examineValues,
  examineContents,
  examineNames,
  examineDescriptions,
  examineWords,
  examineSecrets,
  examineCost,
  // Last: where a rule says the same of the same place, it knows how to mend it.
  examineWarnings,
];

/** Warnings of the compiler that a rule says better, at a place of its own. */
const SAID_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  server_missing: ['server_relative'],
  security_scheme_unknown: ['security_scheme_undefined'],
};

const GRAVITY = { error: 0, warning: 1, note: 2 } as const;

/** Names the flaws of a document. Throws `DocumentError` where it cannot be compiled at all. */
export async function examineDocument(source: DocumentSource, options: ExamineOptions = {}): Promise<Examination> {
  const read = await readSource(source, options);
  const written = await parseDocument(read);
  // What was fetched is not fetched again, unless references need its headers.
  const again: DocumentSource =
    'url' in source && options.externalRefs !== true
      ? { text: read.text, ...(read.url === undefined ? {} : { baseUrl: read.url }) }
      : source;
  const { baseUrl, listBudget = 20_000, ...compileOptions } = options;
  const compiled = await compileDocument(again, { ...compileOptions, ...(baseUrl === undefined ? {} : { baseUrl }) });
  const overlaid = await withOverlays(written, options);
  const documents = await openDocuments({ ...overlaid, source }, options, new WarningLog());
  const document: ExaminedDocument = {
    documents,
    root: documents.root(),
    swagger: overlaid.version.startsWith('2'),
    operations: listOperations(documents, compiled),
    compiled,
    listBudget,
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
  const findings = distinct(RULES.flatMap((rule) => rule(document)));
  const lines = overlaid.locate(findings.map(({ pointer }) => pointer).filter((pointer) => /^(\/|$)/.test(pointer)));
  const located = findings.map((finding) => {
    const line = lines.get(finding.pointer);
    return line === undefined ? finding : { ...finding, line };
  });
  const sorted = located.toSorted((left, right) => GRAVITY[left.severity] - GRAVITY[right.severity]);
  const overlay = overlayOf(sorted, compiled.title);
  return { compiled, findings: sorted, ...(overlay ? { overlay } : {}) };
}

/** The document with its overlays; lines are those of the text as it was written. */
async function withOverlays(written: LoadedDocument, options: ExamineOptions): Promise<LoadedDocument> {
  if (options.overlays === undefined || options.overlays.length === 0) return written;
  const { applyOverlays } = await import('../overlay/apply-overlays.ts');
  const { tracePointers } = await import('../overlay/trace-pointers.ts');
  const { root } = await applyOverlays(written.root, options.overlays, options);
  return {
    ...written,
    root,
    locate: (pointers) => {
      const traced = tracePointers(written.root, root, pointers);
      const lines = written.locate([...traced.values()]);
      return new Map(pointers.flatMap((pointer) => [[pointer, lines.get(traced.get(pointer) ?? pointer) ?? 1]]));
    },
  };
}

/** One finding for each code and place, the first; what several operations share is mended for all of them. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  const codes = new Set(findings.map(({ code }) => code));
  for (const finding of findings) {
    const key = `${finding.code} ${finding.pointer}`;
    const better = SAID_ELSEWHERE[finding.code]?.some((code) => codes.has(code)) ?? false;
    const first = known.get(key);
    if (!first && !better) known.set(key, finding);
    if (first?.fix && finding.fix) known.set(key, { ...first, fix: [...first.fix, ...finding.fix] });
  }
  return [...known.values()];
}
