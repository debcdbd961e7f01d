// The form in which compiled documents are kept: a line of JSON that says where everything is, then one JSON text for each plan and each definition.
import type { DocumentFacts } from '../compiled-document.ts';

/** Changes whenever plans are made or kept in another way, so that what an older version kept is not read. */
export const STORED_FORMAT = 3;

/** First and last byte (exclusive) of a JSON text behind the header line. */
export type Span = readonly [start: number, end: number];

/** The header line. */
export interface StoredHeader {
  readonly mcpmCompiled: typeof STORED_FORMAT;
  readonly facts: Omit<DocumentFacts, 'decisions'>;
  readonly names: readonly string[];
  readonly plans: readonly Span[];
  /** Definitions that plans share, by their number. */
  readonly definitions: readonly Span[];
  readonly decisions: Span;
  /** Bytes behind the header line. */
  readonly length: number;
}

/** How the `$defs` of a kept schema stand: the number of the definition under each name. */
export type DefinitionNumbers = Readonly<Record<string, number>>;
