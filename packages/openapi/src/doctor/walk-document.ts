// Walks over everything in a document, without recursion; each object once, however often YAML aliases repeat it.
import { joinPointer } from '../load/json-pointer.ts';
import type { Place, SourceDocument } from '../resolve/documents.ts';

/** An object, list or single value on the way. */
export interface Visited {
  readonly value: unknown;
  /** The key or index it stands at. */
  readonly key: string;
  readonly parent?: Visited;
  /** Whether its keys are names of the document's author instead of words of OpenAPI. */
  readonly named: boolean;
  /** Whether it is data, such as an example, and no description of data. */
  readonly data: boolean;
}

/** Keys whose objects hold names. */
const NAMED = new Set([
  'paths',
  'properties',
  'patternProperties',
  'dependentSchemas',
  'definitions',
  '$defs',
  'schemas',
  'parameters',
  'responses',
  'headers',
  'requestBodies',
  'securitySchemes',
  'securityDefinitions',
  'callbacks',
  'webhooks',
  'content',
  'variables',
  'scopes',
  'mapping',
  'encoding',
  'links',
  'pathItems',
]);

/** Keys whose values are data. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** Everything in a document, in no particular order. */
export function* walkDocument(document: SourceDocument): Generator<Visited> {
  const seen = new Set<object>();
  const open: Visited[] = [{ value: document.root, key: '', named: false, data: false }];
  for (let visited = open.pop(); visited; visited = open.pop()) {
    yield visited;
    const { value, named, data } = visited;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const list = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      const word = !named && !list;
      open.push({
        value: inner,
        key,
        parent: visited,
        named: word && !data && NAMED.has(key) && !Array.isArray(inner),
        data: data || (word && (DATA.has(key) || (key.startsWith('x-') && key !== 'x-mcp'))),
      });
    }
  }
}

/** Where a visited value stands. */
export function placeOf(visited: Visited, document: SourceDocument): Place {
  const keys: string[] = [];
  for (let at = visited; at.parent; at = at.parent) keys.push(at.key);
  return { value: visited.value, document, pointer: keys.reduceRight(joinPointer, '') };
}
