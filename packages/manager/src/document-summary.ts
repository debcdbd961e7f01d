// Owns how a document is named in a request, and what is told of it.

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
