// Owns what a resource is to those who list and read it.

/** A resource as it is listed (MCP's Resource). */
export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly description?: string;
  readonly mimeType?: string;
  /** Bytes. */
  readonly size?: number;
}

/** Resources that are addressed by a pattern (MCP's ResourceTemplate). */
export interface ListedTemplate {
  /** RFC 6570. */
  readonly uriTemplate: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string;
}

/** What a resource holds, or why it is not sent. */
export type ResourceText = { readonly mimeType: string; readonly text: string } | { readonly problem: string };

/** What a client has typed so far of an argument of a template, and what it has said of the others. */
export interface AskedCompletion {
  /** The template, or an address made of it. */
  readonly uri: string;
  /** The name of the argument. */
  readonly argument: string;
  readonly value: string;
  /** Arguments that are known already. */
  readonly known: Readonly<Record<string, string>>;
}
