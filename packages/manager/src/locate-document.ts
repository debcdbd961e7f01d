// Owns where a named OpenAPI document is: URLs as they are, paths made absolute; and how it is called where everybody reads.
import { resolve } from 'node:path';
import type { DocumentChoice } from './document-summary.ts';

/** The choice with an absolute path in place of a relative one, so that it means the same in the runner's process. */
export function locateDocument(choice: DocumentChoice): {
  readonly openapiUrl: string;
  readonly openapi?: string | undefined;
} {
  const { openapiUrl = '', openapi } = choice;
  const isUrl = /^https?:\/\//i.test(openapiUrl);
  return { openapiUrl: isUrl || openapi !== undefined ? openapiUrl : resolve(openapiUrl), openapi };
}

/** The place of a document without the name and password that its URL may carry. */
export function nameDocument(openapiUrl: string): string {
  return openapiUrl.replace(/^(https?:\/\/)[^/?#]*@/i, '$1');
}
