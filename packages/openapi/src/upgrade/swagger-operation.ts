// Rewrites one Swagger 2.0 operation: `body` and `formData` parameters become a request body, `produces` the content of answers.
import { isObject, listOr, objectOr, stringsOf, textOf, type JsonObject } from '../load/json-object.ts';
import { splitPointer, valueAt } from '../load/json-pointer.ts';
import { DELIMITED, upgradeSwaggerParameter, valueSchema } from './swagger-parameter.ts';

/** The operation in the form of OpenAPI 3.0; `shared` are the parameters of its path item. */
export function upgradeSwaggerOperation(operation: JsonObject, shared: unknown, root: JsonObject): JsonObject {
  const { parameters: own, consumes, produces, schemes: _schemes, ...rest } = operation;
  const parameters = mergeParameters(listOr(shared), listOr(own), root);
  const fields = parameters.filter((parameter) => isObject(parameter) && parameter['in'] === 'formData').map(objectOr);
  const body = parameters.find((parameter) => isObject(parameter) && parameter['in'] === 'body');
  const mediaTypes = stringsOf(consumes ?? root['consumes']);
  const requestBody = isObject(body)
    ? bodyOf(body, mediaTypes)
    : fields.length > 0
      ? formOf(fields, mediaTypes)
      : undefined;
  return {
    ...rest,
    parameters: parameters.flatMap((parameter) =>
      !isObject(parameter) || (parameter['in'] !== 'body' && parameter['in'] !== 'formData')
        ? [upgradeSwaggerParameter(parameter)]
        : [],
    ),
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(objectOr(rest['responses']), stringsOf(produces ?? root['produces']), root),
  };
}

/** The parameters of path item and operation, local references followed; the operation's win. */
function mergeParameters(shared: readonly unknown[], own: readonly unknown[], root: JsonObject): readonly unknown[] {
  const merged = new Map<string, unknown>();
  for (const [index, raw] of [...shared, ...own].entries()) {
    const parameter = followLocal(raw, root);
    merged.set(
      isObject(parameter) && parameter['$ref'] === undefined
        ? `${String(parameter['in'])} ${String(parameter['name'])}`
        : `#${index}`,
      parameter,
    );
  }
  return [...merged.values()];
}

function followLocal(raw: unknown, root: JsonObject): unknown {
  let value = raw;
  for (let hop = 0; hop < 20 && isObject(value) && typeof value['$ref'] === 'string'; hop += 1) {
    const target = value['$ref'].startsWith('#') ? valueAt(root, splitPointer(value['$ref'])) : undefined;
    if (target === undefined) return raw;
    value = target;
  }
  return value;
}

function bodyOf(body: JsonObject, mediaTypes: readonly string[]): JsonObject {
  const content: Record<string, unknown> = {};
  for (const mediaType of mediaTypes.length > 0 ? mediaTypes : ['application/json'])
    content[mediaType] = { schema: body['schema'] ?? {} };
  return { description: body['description'], required: body['required'] === true, content };
}

function formOf(fields: readonly JsonObject[], mediaTypes: readonly string[]): JsonObject {
  const properties: Record<string, unknown> = {};
  const encoding: Record<string, unknown> = {};
  for (const field of fields) {
    const name = textOf(field['name']);
    if (name === undefined) continue;
    properties[name] = { ...valueSchema(field), description: field['description'] };
    if (field['type'] === 'array')
      encoding[name] = { style: 'form', explode: field['collectionFormat'] === 'multi', ...delimiterOf(field) };
  }
  const required = fields.filter((field) => field['required'] === true).map((field) => field['name']);
  const schema = { type: 'object', properties, required };
  const multipart =
    fields.some((field) => field['type'] === 'file') ||
    (mediaTypes.includes('multipart/form-data') && !mediaTypes.includes(URLENCODED));
  return {
    required: required.length > 0,
    content: { [multipart ? 'multipart/form-data' : URLENCODED]: { schema, encoding } },
  };
}

const URLENCODED = 'application/x-www-form-urlencoded';

function delimiterOf(field: JsonObject): JsonObject {
  const style = DELIMITED.get(textOf(field['collectionFormat']) ?? '');
  return style === undefined ? {} : { style };
}

function responsesOf(responses: JsonObject, produces: readonly string[], root: JsonObject): JsonObject {
  const upgraded: Record<string, unknown> = {};
  for (const [status, raw] of Object.entries(responses)) {
    const response = followLocal(raw, root);
    if (!isObject(response)) continue;
    const { schema, ...rest } = response;
    const content: Record<string, unknown> = {};
    // Where nobody says what an answer with a schema is, it is JSON.
    const types = produces.length === 0 && schema !== undefined ? ['application/json'] : produces;
    for (const mediaType of types) content[mediaType] = schema === undefined ? {} : { schema };
    upgraded[status] = { ...rest, content };
  }
  return upgraded;
}
