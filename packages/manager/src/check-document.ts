// Owns the look at an OpenAPI document before a server is made of it.
import { McpmError } from '@mcpm/domain';
import { compileDocument, DocumentError, parseSource, type CompiledDocument, type DocumentSource } from '@mcpm/openapi';

/** A document as a request names it: by URL or path, or as text. */
export interface DocumentChoice {
  readonly openapiUrl?: string | undefined;
  readonly openapi?: string | undefined;
}

/** What a document would become, without keeping anything. */
export interface DocumentSummary {
  readonly title: string;
  readonly version: string;
  readonly openapi: string;
  readonly baseUrl?: string | undefined;
  readonly operations: number;
  readonly tools: {
    readonly name: string;
    readonly method: string;
    readonly path: string;
    readonly description: string;
  }[];
  readonly warnings: {
    readonly code: string;
    readonly message: string;
    readonly pointer: string;
    readonly line?: number | undefined;
  }[];
}

function sourceOf(choice: DocumentChoice): DocumentSource {
  return choice.openapi === undefined ? parseSource(choice.openapiUrl ?? '') : { text: choice.openapi };
}

/** The failure of a document as a failure of the request that named it. */
function toMcpmError(error: DocumentError, choice: DocumentChoice): McpmError {
  const code = error.code === 'document_unreachable' ? 'document_unreachable' : 'document_unusable';
  const pointer = choice.openapi === undefined ? '/openapiUrl' : '/openapi';
  return new McpmError(code, error.message, {
    cause: error,
    faults: [{ pointer, message: error.message }],
    next: error.next,
  });
}

/** Compiles a document as the runner would; `document_unusable` or `document_unreachable` when it cannot be served. */
export async function checkDocument(choice: DocumentChoice): Promise<CompiledDocument> {
  try {
    return await compileDocument(sourceOf(choice));
  } catch (error) {
    throw error instanceof DocumentError ? toMcpmError(error, choice) : error;
  }
}

/** What a document would become: title, tools and flaws. */
export async function previewDocument(choice: DocumentChoice): Promise<DocumentSummary> {
  const document = await checkDocument(choice);
  return {
    title: document.title,
    version: document.version,
    openapi: document.openapi,
    baseUrl: document.baseUrl,
    operations: document.operations,
    tools: document.plans.map((plan) => ({
      name: plan.name,
      method: plan.operation.method.toUpperCase(),
      path: plan.operation.path,
      description: plan.description,
    })),
    warnings: document.warnings.map(({ code, message, pointer, line }) => ({ code, message, pointer, line })),
  };
}
