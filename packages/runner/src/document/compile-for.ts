// Owns how a document is compiled under given options, and in whose words its failures are told.
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import type { CompileCache, CompiledDocument, CompileOptions, DocumentError, DocumentSource } from '@mcpm/openapi';

/** Compiles the document again each time it is called. Throws `McpmError`. */
export type Compile = (signal?: AbortSignal) => Promise<CompiledDocument>;

/** Where the document comes from besides its options. */
export interface CompileParts {
  /** Standard input, for the document `-`. */
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Where compiled documents are kept, if anywhere. */
  readonly cache?: CompileCache;
  /** Asks for documents, overlays and what they refer to. Default: the global one. */
  readonly fetch?: typeof fetch;
  /** Takes secrets out of what is told of a failure: it may quote a server. Default: nothing is taken out. */
  readonly redact?: (text: string) => string;
}

/** A compile of the options' document; standard input is read once and kept. */
export function compileFor(options: RunnerOptions, { input, cache, fetch, redact = same }: CompileParts): Compile {
  let typed: Promise<string> | undefined;
  return async (signal) => {
    const { compileDocument, DocumentError, parseSource } = await import('@mcpm/openapi');
    try {
      let source: DocumentSource = parseSource(options.openapi);
      if ('url' in source) source = { ...source, headers: options.documentHeaders };
      if (options.openapi === '-') source = { text: await (typed ??= readAll(input)) };
      return await compileDocument(source, {
        ...compileOptions(options),
        ...(cache === undefined ? {} : { cache }),
        ...(fetch === undefined ? {} : { fetch }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      throw error instanceof DocumentError ? translate(error, redact) : error;
    }
  };
}

function compileOptions(options: RunnerOptions): CompileOptions {
  return {
    strict: options.strict,
    overlays: options.overlays,
    externalRefs: options.externalRefs,
    serverVariables: options.serverVariables,
    nameBudget: options.nameBudget,
    descriptionBudget: options.descriptionBudget,
    outputSchemas: options.outputSchemas,
    filter: { include: options.include, exclude: options.exclude, readOnly: options.readOnly },
    ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
    ...(options.server === undefined ? {} : { server: options.server }),
  };
}

/** The failure of a document as a named failure of mcpm: what, where, and the next step. */
function translate(error: DocumentError, redact: (text: string) => string): McpmError {
  // The line stands in the message already.
  const message = redact(error.message);
  const detail = error.pointer ? `${message} (at ${error.pointer})` : message;
  const faults = error.pointer === undefined ? [] : [{ pointer: error.pointer, message }];
  const code =
    error.code === 'document_unreachable'
      ? error.code
      : error.code === 'option_invalid'
        ? 'usage_invalid'
        : 'document_unusable';
  return new McpmError(code, detail, { cause: error, next: error.next, faults });
}

function same(text: string): string {
  return text;
}

async function readAll(input: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
