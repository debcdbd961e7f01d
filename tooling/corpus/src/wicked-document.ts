// Owns the documents that are wrong on purpose; a document's name is what is wrong with it. They stand in `wicked/`, beside `src/` and `dist/`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const files = {
  /** Aliases that grow to 10^9 nodes when they are followed. */
  'alias-bomb': 'alias-bomb.yaml',
  /** `a → b → a` among schemas, a schema within itself, and two references that only name each other. */
  'circular-refs': 'circular-refs.yaml',
  /** Operation ids without a single Latin letter. */
  'cjk-operation-ids': 'cjk-operation-ids.yaml',
  /** Three operations, two ids; one pair differs in case only. */
  'duplicate-operation-ids': 'duplicate-operation-ids.yaml',
  /** No bytes at all. */
  empty: 'empty.yaml',
  /** The login page one gets instead of a document. */
  'html-page': 'html-page.json',
  /** Well-formed YAML that is no OpenAPI document. */
  'not-openapi': 'not-openapi.yaml',
  /** Three operations; the parameters of `broken` point nowhere. */
  'one-broken-of-three': 'one-broken-of-three.yaml',
  /** JSON that ends in the middle of a string. */
  truncated: 'truncated.json',
  /** `openapi: 9.0.0`. */
  'unknown-version': 'unknown-version.yaml',
} as const;

/** What is wrong with a document. */
export type WickedName = keyof typeof files;

/** Every wicked document. */
export const wickedNames: readonly WickedName[] = Object.freeze(
  Object.keys(files).filter((name): name is WickedName => Object.hasOwn(files, name)),
);

/** One document that is wrong on purpose. */
export interface WickedDocument {
  readonly name: WickedName;
  /** The absolute path of its file. */
  readonly file: string;
  /** The whole file. */
  readonly text: () => string;
}

/** A wicked document by its name. */
export function wickedDocument(name: WickedName): WickedDocument {
  const file = fileURLToPath(new URL(`../wicked/${files[name]}`, import.meta.url));
  return { name, file, text: () => readFileSync(file, 'utf8') };
}
