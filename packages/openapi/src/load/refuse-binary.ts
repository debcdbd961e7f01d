// Names bytes that are no text as what they are.
import { DocumentError } from '../document-error.ts';
import { wideEncoding } from './decode-text.ts';

/** How files of a kind begin, and what a person does with one. */
const KINDS: readonly { readonly start: readonly number[]; readonly kind: string; readonly next?: string }[] = [
  { start: [0x1f, 0x8b], kind: 'a gzip file', next: 'Decompress it (gunzip) and give the document inside.' },
  { start: [0x50, 0x4b, 0x03, 0x04], kind: 'a ZIP archive', next: 'Unpack it and give the document inside.' },
  { start: [0x28, 0xb5, 0x2f, 0xfd], kind: 'a zstd file', next: 'Decompress it and give the document inside.' },
  { start: [0x42, 0x5a, 0x68], kind: 'a bzip2 file', next: 'Decompress it and give the document inside.' },
  { start: [0xfd, 0x37, 0x7a, 0x58], kind: 'an xz file', next: 'Decompress it and give the document inside.' },
  { start: [0x89, 0x50, 0x4e, 0x47], kind: 'a PNG image' },
  { start: [0xff, 0xd8, 0xff], kind: 'a JPEG image' },
  { start: [0x47, 0x49, 0x46, 0x38], kind: 'a GIF image' },
  { start: [0x25, 0x50, 0x44, 0x46], kind: 'a PDF file', next: 'Give the OpenAPI document it was made from.' },
  { start: [0x7f, 0x45, 0x4c, 0x46], kind: 'a program' },
  { start: [0x4d, 0x5a, 0x90], kind: 'a program' },
];

/** How far zero bytes are looked for. */
const LOOK = 4_096;

/** Throws `DocumentError` `document_unusable` for bytes that cannot be the text of a document. */
export function refuseBinary(bytes: Uint8Array, name: string): void {
  const known = KINDS.find(({ start }) => start.every((byte, index) => bytes[index] === byte));
  if (known) throw binary(name, known.kind, known.next);
  if (wideEncoding(bytes) === undefined && bytes.subarray(0, LOOK).includes(0)) throw binary(name, 'a binary file');
}

/** Throws `DocumentError` `document_unusable` for a text that was made of such bytes by somebody else. */
export function refuseBinaryText(text: string, name: string): void {
  // oxlint-disable-next-line no-control-regex -- control characters are what tells bytes from text
  if (/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text.slice(0, LOOK)))
    throw binary(name, text.startsWith('\u001F') ? 'a gzip file' : 'a binary file');
}

function binary(name: string, kind: string, next = 'Give an OpenAPI document in JSON or YAML.'): DocumentError {
  return new DocumentError('document_unusable', `${name} is ${kind}, not an OpenAPI document.`, { next });
}
