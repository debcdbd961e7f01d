// Turns the arguments of a tool call into one HTTP request.
import { ArgumentError } from '../argument-error.ts';
import type { PlannedBody, PlannedParameter, ToolPlan } from '../tool/tool-plan.ts';
import { authorize } from './authorize.ts';
import { contentText } from './body/content-text.ts';
import { encodeBody, type EncodedBody } from './body/encode-body.ts';
import { encodeForm } from './body/encode-form.ts';
import { expandPath } from './expand-path.ts';
import { exactArguments } from './arguments/exact-arguments.ts';
import { HeaderBag } from './header-bag.ts';
import { joinUrl } from './join-url.ts';
import { normalizeArguments } from './arguments/normalize-arguments.ts';
import { encode } from './style/percent-encode.ts';
import { serializeCookie, serializeHeader } from './serialize-header.ts';
import type { RequestContext } from './request-context.ts';
import { serializeQuery } from './style/serialize-query.ts';
import { spreadParts } from './body/spread-parts.ts';

/** A request, ready to be sent; `url` is absolute, header names have one spelling each. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/**
 * The request for a call. Pure: equal arguments make equal requests. Arguments are normalized first. Throws `ArgumentError` for a missing path value or required body, for a value that cannot be
 * written where it belongs, for an argument the plan does not know, and if no base URL is known.
 */
export function buildRequest(
  plan: ToolPlan,
  args: Readonly<Record<string, unknown>>,
  context: RequestContext = {},
): HttpRequest {
  refuseUnknown(plan, args);
  const given = ownProperties(exactArguments(plan, normalizeArguments(plan, args)));
  const { parameters, body } = plan.request;
  const expanded = expandPath(plan.operation.path, parameters, given);
  const headers = new HeaderBag();
  const query = expanded.query === '' ? [] : [expanded.query];
  const cookies: string[] = [];
  headers.set('accept', plan.request.accept);
  for (const parameter of parameters) {
    const value = given[parameter.argument];
    // In JSON, null is a value.
    if (parameter.required && (value === undefined || (value === null && parameter.mediaType === undefined)))
      throw new ArgumentError(`The argument "${parameter.argument}" is missing.`, parameter.argument);
    if (parameter.in === 'query') query.push(...queryPairs(parameter, value));
    if (parameter.in === 'querystring') query.push(...wholeQuery(parameter, value));
    if (parameter.in === 'cookie') cookies.push(...serializeCookie(parameter, value));
    const header = parameter.in === 'header' ? serializeHeader(parameter, value) : undefined;
    if (header !== undefined) headers.set(parameter.name, header);
  }
  const encoded = body && requestBody(body, given[body.argument], context.files);
  if (encoded) headers.set('content-type', encoded.contentType);

  for (const credential of authorize(plan.request.security, context)) {
    if (credential.in === 'header') headers.set(credential.name, credential.value);
    if (credential.in === 'cookie') replacePair(cookies, credential.name, encode(credential.value));
    if (credential.in === 'query') replacePair(query, encode(credential.name), encode(credential.value));
  }
  // A header parameter may be called so as well.
  const written = headers.get('cookie');
  if (cookies.length > 0) headers.set('cookie', [...(written ? [written] : []), ...cookies].join('; '));
  for (const [name, value] of Object.entries(context.headers ?? {})) headers.set(name, value);

  const url = joinUrl(context.baseUrl ?? plan.request.baseUrl, expanded.path, query);
  return {
    method: plan.operation.method,
    url,
    headers: headers.toRecord(),
    ...(encoded ? { body: encoded.content } : {}),
  };
}

/** The arguments without what every object inherits: a parameter may be called `constructor`. */
function ownProperties(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own: Record<string, unknown> = Object.assign(Object.create(null), args);
  return own;
}

function refuseUnknown(plan: ToolPlan, args: Readonly<Record<string, unknown>>): void {
  const known = Object.keys(plan.inputSchema.properties);
  const unknown = Object.keys(args).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new ArgumentError(
    `There is no argument "${unknown}"; the arguments are: ${known.join(', ') || 'none'}.`,
    unknown,
  );
}

function queryPairs(parameter: PlannedParameter, value: unknown): readonly string[] {
  if (parameter.mediaType === undefined || value === undefined) return serializeQuery(parameter, value);
  return [`${encode(parameter.name)}=${encode(contentText(parameter, value))}`];
}

/** OpenAPI 3.2's `in: querystring`: the value is the whole query. */
function wholeQuery(parameter: PlannedParameter, value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const form = parameter.parts && spreadParts({ parts: parameter.parts }, value);
  if (form) return form.length === 0 ? [] : [encodeForm(form, parameter.argument)];
  // A form as text is fit for a query already.
  if (parameter.parts && typeof value === 'string') return [value];
  return [encode(contentText(parameter, value))];
}

function requestBody(body: PlannedBody, value: unknown, files: RequestContext['files']): EncodedBody | undefined {
  if (value !== undefined) return encodeBody(body, value, files);
  if (body.required)
    throw new ArgumentError(`The argument "${body.argument}" is missing: the API needs a body.`, body.argument);
  return undefined;
}

function replacePair(pairs: string[], name: string, value: string): void {
  const kept = pairs.filter((pair) => !pair.startsWith(`${name}=`));
  pairs.splice(0, pairs.length, ...kept, `${name}=${value}`);
}
