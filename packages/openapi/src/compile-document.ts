// The way of a document: load, upgrade, resolve, intermediate form, tools.
import { FreshDocument, type CompiledDocument, type DocumentText } from './compiled-document.ts';
import { DocumentError } from './document-error.ts';
import { readOperations } from './ir/read-operations.ts';
import { checkBaseUrl } from './ir/read-servers.ts';
import { absoluteSource, type DocumentSource } from './load/document-source.ts';
import { declaredVersion, parseDocument, type LoadedDocument } from './load/load-document.ts';
import { readSource, type ReadLimits } from './load/read-source.ts';
import { digestOf, type SourceText } from './load/source-text.ts';
import { WarningLog, type CompileWarning } from './resolve/compile-warning.ts';
import { chooseServer } from './resolve/choose-server.ts';
import { openDocuments } from './resolve/open-documents.ts';
import { cacheKey, findKept, keep, type CompileCache } from './stored/compile-cache.ts';
import { DecisionLog } from './tool/decision-log.ts';
import { checkDescriptionBudget } from './tool/descriptions.ts';
import { compileFilter, type OperationFilter } from './tool/operation-filter.ts';
import { planTools, type ToolBudgets } from './tool/plan-tools.ts';
import { checkNameBudget } from './tool/tool-names.ts';
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
  /** Longest description of a tool, in characters, 40 to 16,384. Default 1,000. */
  readonly descriptionBudget?: number;
  /** Whether tools say what they answer, in schemas that accept every answer. Default false. */
  readonly outputSchemas?: boolean;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Largest document in bytes. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Longest wait for a document by URL, and for everything it refers to. Default 30,000 ms. */
  readonly timeoutMs?: number;
  /** Ends the loading; the returned promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Where compiled documents are kept; the next compile of the same texts with the same options takes one from there. Default: nowhere. */
  readonly cache?: CompileCache;
}

/**
 * Reads an OpenAPI document (Swagger 2.0, OpenAPI 3.0 to 3.2, JSON or YAML) and compiles each operation into a tool plan. An operation that cannot be
 * compiled costs one warning, not the others. Throws {@link DocumentError}.
 */
export async function compileDocument(source: DocumentSource, options: CompileOptions = {}): Promise<CompiledDocument> {
  const compiler = new Compiler(source, options);
  const main = await readSource(source, options);
  const { fetch: _fetch, maxBytes: _bytes, timeoutMs: _time, signal: _signal, cache, ...settings } = options;
  if (cache === undefined) return compiler.compile(main);
  const overlays = (settings.overlays ?? []).map((input) => absoluteSource(input));
  const key = () => cacheKey(main, { ...settings, overlays });
  const kept = cache.isEmpty === true ? undefined : await findKept(cache, key(), options);
  if (kept) return kept;
  const document = await compiler.compile(main);
  keep(cache, key, document);
  return document;
}

/** One compile: its options, checked, and what it has read and found so far. */
class Compiler {
  readonly #source: DocumentSource;
  readonly #options: CompileOptions & ReadLimits;
  readonly #filter: ReturnType<typeof compileFilter>;
  readonly #budgets: ToolBudgets;
  readonly #baseUrl: string | undefined;
  readonly #warnings = new WarningLog();
  readonly #texts: DocumentText[] = [];

  constructor(source: DocumentSource, options: CompileOptions) {
    this.#source = source;
    this.#filter = compileFilter(options.filter);
    this.#budgets = {
      names: checkNameBudget(options.nameBudget ?? 64),
      descriptions: checkDescriptionBudget(options.descriptionBudget ?? 1_000),
    };
    this.#baseUrl = options.baseUrl === undefined ? undefined : checkBaseUrl(options.baseUrl);
    this.#options = { ...options, onRead: ({ url, digest = '' }) => this.#texts.push({ url, digest }) };
  }

  async compile(main: SourceText): Promise<CompiledDocument> {
    const options = this.#options;
    const warnings = this.#warnings;
    this.#texts.push(textOf(main));
    const written = await parseDocument(main);
    for (const flaw of written.flaws) warnings.add(flaw.code ?? 'duplicate_key', flaw.pointer, flaw.message);
    const loaded = await overlay(written, options, warnings);
    const root = chooseServer(upgradeDocument(loaded), options.server);
    const documents = await openDocuments({ ...loaded, root, source: this.#source }, options, warnings);
    const decisions = new DecisionLog(documents, this.#filter);
    const api = readOperations(documents, {
      filter: (operation) => decisions.decide(operation),
      unreadable: (operation) => decisions.noteUnreadable(operation),
      answers: options.outputSchemas ?? false,
      baseUrl: this.#baseUrl,
      serverVariables: options.serverVariables ?? {},
      warnings,
    });
    const plans = planTools(api.operations, api.definitions, this.#budgets);
    for (const { name, operation, inputSchema } of plans) {
      const cut = api.definitions.leftOut(inputSchema.$defs);
      if (cut.length > 0) warnings.add('definitions_cut', operation.pointer, sayCut(name, cut));
    }

    const located = locate(warnings.list(), loaded.locate);
    if (options.strict && located.length > 0) throw notStrict(located);
    const texts = this.#texts;
    const facts = {
      title: api.title,
      version: api.version,
      ...(api.description === undefined ? {} : { description: api.description }),
      openapi: loaded.version,
      get digest() {
        return digestOfAll(texts);
      },
      ...(api.baseUrl === undefined ? {} : { baseUrl: api.baseUrl }),
      operations: api.total,
      decisions: decisions.list(plans),
      warnings: located,
      texts,
    };
    return new FreshDocument(facts, plans);
  }
}

function sayCut(tool: string, names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `The input of ${tool} is too large to be described whole: any value is accepted for ${names.slice(0, 5).join(', ')}${more}.`;
}

/** A text whose digest is worked out when somebody first asks for it: what works it out takes longer to load than a small document to compile. */
function textOf(main: SourceText): DocumentText {
  let source: SourceText | undefined = main;
  let digest = '';
  return {
    url: main.url ?? '',
    get digest() {
      digest = source?.digest ?? digest;
      // From now on the bytes are not needed any more.
      source = undefined;
      return digest;
    },
  };
}

function digestOfAll(texts: readonly DocumentText[]): string {
  const [first, ...others] = texts.map(({ digest }) => digest);
  return others.length === 0 ? (first ?? '') : digestOf([first, ...others].join('\n'));
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
    version: declaredVersion(root, `${written.name} with its overlays`),
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
