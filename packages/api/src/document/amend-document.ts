// Owns the last strokes on the generated document: what the generator cannot say, and names nobody refers to.
import type { SwaggerTransformObject } from '@fastify/swagger';
import * as z from 'zod';
import type { Route } from '../contract/route.ts';
import { emptyAnswer } from './route-schema.ts';

type Document = ReturnType<SwaggerTransformObject>;

interface Json {
  [key: string]: unknown;
}

/** The document with answers that have no body, yes-or-no parameters as booleans, and only the components in use. */
export function amendDocument(document: Document, table: readonly Route[]): Document {
  // One view of both generations of the document's types; only objects are looked into.
  const { paths = {}, components = {} } = document as { readonly paths?: Json; readonly components?: Json };
  for (const route of table) {
    const operation = (paths[route.path] as Json | undefined)?.[route.method.toLowerCase()] as Json | undefined;
    if (operation === undefined) continue;
    if (route.response === undefined) (operation['responses'] as Json)[route.status] = emptyAnswer(route.status);
    for (const parameter of (operation['parameters'] ?? []) as Json[]) amendParameter(parameter, route);
  }
  const schemas = (components['schemas'] ?? {}) as Json;
  const used = componentsUsed(paths, schemas);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...components, schemas: kept } } as Document;
}

/** A yes-or-no parameter reads text, so the generator calls it a string; `true` and `false` are what a caller writes. */
function amendParameter(parameter: Json, route: Route): void {
  const schema = parameter['in'] === 'query' ? route.query?.shape[String(parameter['name'])] : undefined;
  if (schema === undefined || z.safeParse(schema, 'true').data !== true) return;
  parameter['schema'] = { type: 'boolean', default: z.safeParse(schema, undefined).data };
}

function componentsUsed(root: unknown, schemas: Json): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const name =
        key === '$ref' && typeof child === 'string' ? /^#\/components\/schemas\/(.+)$/.exec(child)?.[1] : undefined;
      if (name === undefined) visit(child);
      else if (!used.has(name)) {
        used.add(name);
        visit(schemas[name]);
      }
    }
  };
  visit(root);
  return used;
}
