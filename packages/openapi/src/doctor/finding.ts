// What an examination finds: flaws of a document, and the Overlay actions that mend them.
import type { Place } from '../resolve/documents.ts';
import { printPlace } from '../resolve/documents.ts';

/** `error`: calls fail or are unsafe. `warning`: calls work worse than they could. `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** One action of an OpenAPI Overlay 1.1 (§4.4.3): a JSONPath, and what becomes of what it selects. */
export type OverlayFix =
  | { readonly target: string; readonly update: unknown }
  | { readonly target: string; readonly remove: true };

/** One flaw of a document. */
export interface Finding {
  /** Stable; those of compile warnings are theirs. */
  readonly code: string;
  readonly severity: Severity;
  /** RFC 6901 pointer of the place (prefixed with the file for other files). */
  readonly pointer: string;
  /** 1-based, if known. */
  readonly line?: number;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
  /** What does it; absent where only a person can know. */
  readonly fix?: readonly OverlayFix[];
}

/** What is said of a place. */
interface Words {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice: string;
  /** `undefined` and nothing at all mean that only a person can mend it. */
  readonly fix?: readonly OverlayFix[] | undefined;
}

/** The finding at a place. */
export function findAt(place: Place, { fix, ...words }: Words): Finding {
  return { ...words, pointer: printPlace(place), ...(fix === undefined || fix.length === 0 ? {} : { fix }) };
}
