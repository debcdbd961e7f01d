// The one error of everything that happens before a tool plan exists.

/**
 * What went wrong with a document or with the wish to compile it. A code is never renamed.
 * - `document_unreachable`: it could not be read (no such file, 401, timeout, no connection).
 * - `document_too_large`: more bytes than `maxBytes`.
 * - `document_unusable`: it was read and is not an OpenAPI document we can compile.
 * - `document_not_strict`: `strict` was asked for and there were warnings.
 * - `option_invalid`: a compile option does not fit (filter entry, base URL, name budget, server variable).
 */
export type DocumentErrorCode =
  | 'document_unreachable'
  | 'document_too_large'
  | 'document_unusable'
  | 'document_not_strict'
  | 'option_invalid';

/** The parts of a {@link DocumentError} besides its code and message. */
export interface DocumentErrorParts {
  /** The sentence a person acts on. */
  readonly next?: string;
  /** RFC 6901 pointer of the offending place. */
  readonly pointer?: string;
  /** 1-based line in the text. */
  readonly line?: number;
  readonly cause?: unknown;
}

/** Thrown by `compileDocument`: `message` says what is wrong, `next` what to do about it, `pointer` and `line` where, if known. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly code: DocumentErrorCode;
  readonly next: string;
  readonly pointer: string | undefined;
  readonly line: number | undefined;

  constructor(code: DocumentErrorCode, message: string, parts: DocumentErrorParts = {}) {
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = code;
    this.next = parts.next ?? 'Check that the source names an OpenAPI document (JSON or YAML).';
    this.pointer = parts.pointer;
    this.line = parts.line;
  }
}
