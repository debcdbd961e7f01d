// Owns where a named OpenAPI document is: URLs as they are, paths made absolute.
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
