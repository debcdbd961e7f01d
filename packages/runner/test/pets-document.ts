// Owns the small document of these tests: a few operations whose answers the tests decide.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the document by default. */
const petPaths = {
  '/pets': {
    get: {
      operationId: 'listPets',
      summary: 'List pets',
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }],
      responses: { 200: { description: 'Pets' } },
    },
    post: {
      operationId: 'createPet',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
          },
        },
      },
      responses: { 201: { description: 'Made' } },
    },
  },
};

/** The document as an object; `paths` replaces the paths. */
export function petsDocument(
  baseUrl: string,
  paths: Readonly<Record<string, unknown>> = petPaths,
): Readonly<Record<string, unknown>> {
  return { openapi: '3.1.0', info: { title: 'Pets', version: '1.0.0' }, servers: [{ url: baseUrl }], paths };
}

/** Writes a document, which is any value, into a directory; returns the path. */
export function writeDocument(directory: string, document: unknown): string {
  const file = join(directory, 'pets.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document, null, 2));
  return file;
}
