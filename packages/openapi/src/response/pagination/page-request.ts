// Owns the parameters of an operation that choose a page, and requests that differ from another one only by them.
import type { JsonSchema } from '../../ir/schema/json-schema.ts';
import { isObject } from '../../load/json-object.ts';
import { encode } from '../../request/style/percent-encode.ts';
import { readJson, writeJson } from '../../request/arguments/exact-number.ts';
import type { HttpRequest } from '../../request/build-request.ts';
import type { PlannedParameter, ToolPlan } from '../../tool/tool-plan.ts';

/** A parameter in the query, or a member of a JSON body. */
export interface PageParameter {
  readonly in: 'query' | 'body';
  /** As it stands on the wire: `page[number]`. */
  readonly name: string;
  readonly schema: JsonSchema;
}

/** A name without case and marks: `page[number]`, `pageNumber` and `page_number` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The first of these plain names that is a parameter of the operation. */
export function findParameter(plan: ToolPlan, names: readonly string[]): PageParameter | undefined {
  const known = pageParameters(plan);
  for (const name of names) {
    const found = known.find((parameter) => plainName(parameter.name) === name);
    if (found) return found;
  }
  return undefined;
}

/** What a request says for a parameter, as text. */
export function givenValue({ url, body }: HttpRequest, parameter: PageParameter): string | undefined {
  if (parameter.in === 'query') return new URL(url).searchParams.get(parameter.name) ?? undefined;
  const content = typeof body === 'string' ? readJson(body) : undefined;
  const value = isObject(content) ? content[parameter.name] : undefined;
  return value === undefined || value === null ? undefined : writeJson(value).replaceAll(/^"|"$/g, '');
}

/** The same request with that value; `value` is JSON, as it came from the API. The rest of the query keeps its bytes. */
export function withValue(request: HttpRequest, parameter: PageParameter, value: string): HttpRequest {
  const read = readJson(value);
  if (parameter.in === 'query') {
    const text = typeof read === 'string' ? read : value;
    return { ...request, url: withPair(request.url, parameter.name, text) };
  }
  const content = typeof request.body === 'string' ? readJson(request.body) : {};
  const body = writeJson({ ...(isObject(content) ? content : {}), [parameter.name]: read });
  const typed = Object.keys(request.headers).some((name) => name.toLowerCase() === 'content-type');
  return {
    ...request,
    headers: typed ? request.headers : { ...request.headers, 'content-type': 'application/json' },
    body,
  };
}

/** A URL in whose query the name stands once, with that value. */
export function withPair(url: string, name: string, value: string): string {
  const [address = '', query = ''] = (url.split('#')[0] ?? '').split(/\?(.*)/s);
  const others = query.split('&').filter((pair) => pair !== '' && decodedName(pair) !== name);
  return `${address}?${[...others, `${encode(name)}=${encode(value)}`].join('&')}`;
}

function decodedName(pair: string): string | undefined {
  return new URLSearchParams(pair).keys().next().value;
}

function pageParameters(plan: ToolPlan): readonly PageParameter[] {
  const query = plan.request.parameters.filter((parameter) => parameter.in === 'query').flatMap(namesInQuery);
  const { body } = plan.request;
  if (body?.kind !== 'json') return query;
  const { $ref, properties = definition(plan, $ref)?.['properties'] } = body.schema;
  const members = isObject(properties) ? Object.entries(properties) : [];
  return [
    ...query,
    ...members.map(([name, schema]) => ({ in: 'body' as const, name, schema: isObject(schema) ? schema : {} })),
  ];
}

function namesInQuery({ name, schema, style, explode }: PlannedParameter): readonly PageParameter[] {
  const { properties } = schema;
  const spread = style === 'deepObject' || (style === 'form' && explode);
  if (!isObject(properties) || !spread) return [{ in: 'query', name, schema }];
  return Object.entries(properties).map(([key, member]) => ({
    in: 'query',
    name: style === 'deepObject' ? `${name}[${key}]` : key,
    schema: isObject(member) ? member : {},
  }));
}

function definition(plan: ToolPlan, reference: unknown): JsonSchema | undefined {
  const name = typeof reference === 'string' ? /^#\/\$defs\/(.+)$/.exec(reference)?.[1] : undefined;
  return name === undefined ? undefined : plan.inputSchema.$defs?.[name];
}
