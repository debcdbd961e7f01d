// Owns the look at an OpenAPI document before a server is made of it. Takes a second for a giant: not for a busy loop.
import { McpmError } from '@mcpm/domain';
import type { DocumentChoice, DocumentSummary } from './document-summary.ts';
import { compileDocument, DocumentError, parseSource, type CompiledDocument, type DocumentSource } from '@mcpm/openapi';
import { withPasswords } from './hidden-logins.ts';

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

async function checkDocument(choice: DocumentChoice, ask: typeof fetch): Promise<CompiledDocument> {
  try {
    return await compileDocument(sourceOf(choice), { fetch: ask });
  } catch (error) {
    throw error instanceof DocumentError ? toMcpmError(error, choice) : error;
  }
}

/**
 * What a document would become: title, tools and flaws. `ask` takes the place of the global `fetch`: whoever names a document here sees what became of it, so it decides which addresses
 * may be asked. Throws `document_unusable`, `document_unreachable`, and `validation_failed` where the URL hides its password, because nobody says which server's it would be.
 */
export async function previewDocument(choice: DocumentChoice, ask: typeof fetch): Promise<DocumentSummary> {
  withPasswords({ openapiUrl: choice.openapiUrl });
  const document = await checkDocument(choice, ask);
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
