// The face of the doctor: loaded by the first document that is examined, for a server never asks for it.
import type { DocumentSource } from '../load/document-source.ts';
import type { Examination, ExamineOptions } from './examine-document.ts';
import type { OverlayDocument } from './overlay-of.ts';

/** Names the flaws of a document and makes the Overlay that mends them. Throws `DocumentError` where it cannot be compiled at all. */
export async function examineDocument(source: DocumentSource, options: ExamineOptions = {}): Promise<Examination> {
  return (await import('./examine-document.ts')).examineDocument(source, options);
}

/** An Overlay as text. */
export async function formatOverlay(overlay: OverlayDocument, form: 'json' | 'yaml'): Promise<string> {
  return (await import('./format-overlay.ts')).formatOverlay(overlay, form);
}
