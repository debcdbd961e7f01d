// Documents with one operation, compiled: what most tests look at.
import { compileDocument, type CompiledDocument, type CompileOptions, type ToolPlan } from '../src/index.ts';

/** The frame of a document around its paths. */
export function documentOf(paths: object, rest: object = {}): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    servers: [{ url: 'https://api.example.com/v1' }],
    paths,
    ...rest,
  };
}

/** Compiles a document that is given as a value. */
export function compileValue(document: object, options: CompileOptions = {}): Promise<CompiledDocument> {
  return compileDocument({ text: JSON.stringify(document) }, options);
}

/** The plan of a document's only operation: `fields` of a GET (or `method`) on `path`. */
export async function planOf(
  fields: object,
  at: { readonly path?: string; readonly method?: string; readonly rest?: object } = {},
): Promise<ToolPlan> {
  const { path = '/things', method = 'get', rest = {} } = at;
  const compiled = await compileValue(documentOf({ [path]: { [method]: { responses: {}, ...fields } } }, rest));
  const plan = compiled.plans[0];
  if (!plan) throw new Error(`No plan: ${JSON.stringify(compiled.warnings)}`);
  return plan;
}
