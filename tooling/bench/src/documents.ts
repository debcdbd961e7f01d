// Owns which documents the figures of the compiler and the runner are about, from small to huge.
import { fileURLToPath } from 'node:url';
import { corpusDocument } from '@mcpm/corpus';

/** The name of a document and its file, smallest first. */
export const documents: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'petstore (YAML, 5 kB)', file: fileURLToPath(import.meta.resolve('@mcpm/example-petstore/petstore.yaml')) },
  { name: 'DigitalOcean (1.1 MB)', file: corpusDocument('digitalocean').file },
  { name: 'Kubernetes (4.4 MB)', file: corpusDocument('kubernetes').file },
  { name: 'GitHub (5.7 MB)', file: corpusDocument('github').file },
  { name: 'Microsoft Graph (20 MB)', file: corpusDocument('microsoft.com/graph').file },
];
