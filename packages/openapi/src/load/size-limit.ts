// Says that a document is too large.
import { DocumentError } from '../document-error.ts';

/** The failure of a document over the limit. */
export function tooLarge(name: string, maxBytes: number): DocumentError {
  return new DocumentError('document_too_large', `The document ${name} is larger than ${maxBytes} bytes.`, {
    next: 'Raise the size limit, or give a smaller document.',
  });
}
