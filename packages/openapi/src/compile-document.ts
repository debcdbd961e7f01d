// The way of a document: load, upgrade, resolve, intermediate form, tools.
import { createHash } from 'node:crypto';
import { DocumentError } from './document-error.ts';
import { readOperations } from './ir/read-operations.ts';
import { checkBaseUrl } from './ir/read-servers.ts';
import type { DocumentSource } from './load/document-source.ts';
import { declaredVersion, loadDocument, type LoadedDocument } from './load/load-document.ts';
import { WarningLog, type CompileWarning } from './resolve/compile-warning.ts';
import { chooseServer } from './resolve/choose-server.ts';
import { openDocuments } from './resolve/open-documents.ts';
import { DecisionLog, type OperationDecision } from './tool/decision-log.ts';
import { compileFilter, type OperationFilter } from './tool/operation-filter.ts';
import { planTools } from './tool/plan-tools.ts';
import { checkNameBudget } from './tool/tool-names.ts';
import type { ToolPlan } from './tool/tool-plan.ts';
import { upgradeDocument } from './upgrade/upgrade-document.ts';

/** How a document is compiled. */
export interface CompileOptions {
  /** Any warning becomes a `DocumentError` `document_not_strict`. Default false. */
  readonly strict?: boolean;
  /** Takes the place of every server URL of the document, those of single operations included. */
  readonly baseUrl?: string;
  /** Which of the document's servers is called: its place in the list from 0, its URL as written, its name, or a part of its description. Default: the first usable. */
  readonly server?: number | string;
  /** Whether references to other http and https addresses are fetched, at most 50, within the bounds of the document. Default false. */
  readonly externalRefs?: boolean;
  /** Values of server variables; default: the document's own defaults. */
  readonly serverVariables?: Readonly<Record<string, string>>;
  /** Which operations become tools. Default: all. */
  readonly filter?: OperationFilter;
  /** Paths or URLs of Overlay documents (1.0 or 1.1), applied in their order before anything else is read. Default: none. */
  readonly overlays?: readonly string[];
  /** Longest tool name, 12 to 128. Default 64. */
  readonly nameBudget?: number;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Largest document in bytes. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Longest wait for a document by URL, and for everything it refers to. Default 30,000 ms. */
  readonly timeoutMs?: number;
  /** Ends the loading; the returned promise rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** What became of a document. */
export interface CompiledDocument {
  readonly title: string;
  readonly version: string;
  /** The version as declared, such as `2.0` or `3.1.0`. */
  readonly openapi: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
  /** Server URL of the document as a whole, if there is an absolute one. */
  readonly baseUrl?: string;
  /** Number of operations in the document, before any filter. */
  readonly operations: number;
  readonly plans: readonly ToolPlan[];
  /** Of each operation: whether it became a tool, and by which rule; in the order of the document. */
  readonly decisions: readonly OperationDecision[];
  readonly warnings: readonly CompileWarning[];
}

/**
 * Reads an OpenAPI document (Swagger 2.0, OpenAPI 3.0 to 3.2, JSON or YAML) and compiles each operation into a tool plan. An operation that cannot be
 * compiled costs one warning, not the others. Throws {@link DocumentError}.
 */
export async function compileDocument(source: DocumentSource, options: CompileOptions = {}): Promise<CompiledDocument> {
  const filter = compileFilter(options.filter);
  const nameBudget = checkNameBudget(options.nameBudget ?? 64);
  const baseUrl = options.baseUrl === undefined ? undefined : checkBaseUrl(options.baseUrl);

  const warnings = new WarningLog();
  const written = await loadDocument(source, options);
  for (const flaw of written.flaws) warnings.add('duplicate_key', flaw.pointer, flaw.message);
  const loaded = await overlay(written, options, warnings);
  const root = chooseServer(upgradeDocument(loaded), options.server);
  const documents = await openDocuments({ ...loaded, root, source }, options, warnings);
  const decisions = new DecisionLog(documents, filter);
  const api = readOperations(documents, {
    filter: (operation) => decisions.decide(operation),
    baseUrl,
    serverVariables: options.serverVariables ?? {},
    warnings,
  });
  const plans = planTools(api.operations, api.definitions, nameBudget);

  const located = locate(warnings.list(), loaded.locate);
  if (options.strict && located.length > 0) throw notStrict(located);
  return {
    title: api.title,
    version: api.version,
    openapi: loaded.version,
    digest: createHash('sha256').update(written.text).digest('hex'),
    ...(api.baseUrl === undefined ? {} : { baseUrl: api.baseUrl }),
    operations: api.total,
    plans,
    decisions: decisions.list(plans),
    warnings: located,
  };
}

/** The document with its overlays applied; JSONPath is loaded by the first overlay only. `text` is that of everything, `locate` finds the lines of the document. */
async function overlay(
  written: LoadedDocument,
  options: CompileOptions,
  warnings: WarningLog,
): Promise<LoadedDocument> {
  if (options.overlays === undefined || options.overlays.length === 0) return written;
  const [{ applyOverlays }, { tracePointers }] = await Promise.all([
    import('./overlay/apply-overlays.ts'),
    import('./overlay/trace-pointers.ts'),
  ]);
  const { root, texts, unmatched } = await applyOverlays(written.root, options.overlays, options);
  for (const { pointer, message } of unmatched) warnings.add('overlay_unmatched', pointer, message);
  return {
    ...written,
    root,
    text: [written.text, ...texts].join('\n'),
    version: declaredVersion(root, written.name),
    locate: (pointers) => {
      const traced = tracePointers(written.root, root, pointers);
      const lines = written.locate([...traced.values()]);
      return new Map(pointers.flatMap((pointer) => [[pointer, lines.get(traced.get(pointer) ?? pointer) ?? 1]]));
    },
  };
}

function locate(
  warnings: readonly CompileWarning[],
  find: (pointers: readonly string[]) => ReadonlyMap<string, number>,
): readonly CompileWarning[] {
  if (warnings.length === 0) return warnings;
  const lines = find(
    warnings.map((warning) => warning.pointer).filter((pointer) => pointer === '' || pointer.startsWith('/')),
  );
  return warnings.map((warning) => {
    const line = lines.get(warning.pointer);
    return line === undefined ? warning : { ...warning, line };
  });
}

function notStrict(warnings: readonly CompileWarning[]): DocumentError {
  const first = warnings[0]!;
  const more = warnings.length > 1 ? ` (and ${warnings.length - 1} more)` : '';
  return new DocumentError('document_not_strict', `${first.message}${more}`, {
    next: 'Mend the document, or compile it without strict.',
    pointer: first.pointer,
    ...(first.line === undefined ? {} : { line: first.line }),
  });
}
