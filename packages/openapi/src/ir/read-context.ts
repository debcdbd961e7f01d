// What every reader of an operation works with.
import type { Documents } from '../resolve/documents.ts';
import type { KnownParameters } from './known-parameters.ts';
import type { SchemaCompiler } from './schema/schema-compiler.ts';
import type { UndefinedStyles } from './undefined-styles.ts';

/** What every reader of an operation works with. */
export interface ReadContext {
  readonly documents: Documents;
  readonly schemas: SchemaCompiler;
  readonly parameters: KnownParameters;
  readonly styles: UndefinedStyles;
}
