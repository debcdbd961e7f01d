// Owns the operations of a real document without what plays no part in their names, so that thousands of them compile in a moment.
import { compileDocument, type CompileOptions } from '@mcpm/openapi';
import { corpusDocument } from '../../src/index.ts';

/** One operation of a document. */
export interface OperationHead {
  /** Lower case, as documents have it. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** The operations of a document of the corpus, in its order. */
export function headsOf(id: string): readonly OperationHead[] {
  const { paths }: { paths: Record<string, Record<string, { operationId?: string }>> } = JSON.parse(
    corpusDocument(id).text(),
  );
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, { operationId }]) => ({ method, path, ...(operationId === undefined ? {} : { operationId }) })),
  );
}

/** What an operation is known by in these tests, such as `GET /pets`. */
export function keyOf({ method, path }: OperationHead): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The names of the tools of a document with these operations in this order of paths, by `keyOf`. */
export async function namesOf(
  heads: readonly OperationHead[],
  options: CompileOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, operationId } of heads) {
    const item = (paths[path] ??= { parameters: pathParameters(path) });
    item[method] = { operationId, responses: {} };
  }
  const document = {
    openapi: '3.1.0',
    info: { title: 'Heads', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths,
  };
  return planNames(await compileDocument({ text: JSON.stringify(document) }, options));
}

/** The names of the tools of a whole document of the corpus, by `keyOf`. */
export async function namesOfWhole(id: string): Promise<ReadonlyMap<string, string>> {
  return planNames(await compileDocument({ file: corpusDocument(id).file }));
}

function planNames({ plans }: Awaited<ReturnType<typeof compileDocument>>): ReadonlyMap<string, string> {
  return new Map(plans.map(({ name, operation }) => [`${operation.method} ${operation.path}`, name]));
}

function pathParameters(path: string): readonly object[] {
  const names = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name));
  return [...names].map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}
