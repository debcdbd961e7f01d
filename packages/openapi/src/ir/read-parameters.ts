// Reads the parameters of one operation, those of its path item included, with every default of the specification filled in.
import { isObject, listOr, objectOr, quote, textOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';
import type { Parameter, ParameterPlace, ParameterStyle } from './operation.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

/** What every reader of an operation works with. */
export interface ReadContext {
  readonly documents: Documents;
  readonly schemas: SchemaCompiler;
}

/** The styles of each place, the default first (OpenAPI 3.1 §4.8.12.2.1; `cookie` is 3.2). */
const STYLES: Readonly<Record<ParameterPlace, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** Swagger 2.0 knows these in path, query and header. */
const DELIMITED: readonly ParameterStyle[] = ['spaceDelimited', 'pipeDelimited', 'tabDelimited'];

/** Headers that OpenAPI describes elsewhere: a parameter of that name is ignored (OpenAPI 3.1 §4.8.12.2). */
const DESCRIBED_ELSEWHERE: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** A token of RFC 9110 §5.6.2, as header and cookie names must be. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The parameters of an operation; its own take the place of its path item's. A flawed one is left out with a warning; a placeholder without parameter becomes a string. */
export function readParameters(
  path: string,
  at: { readonly item: Place; readonly operation: Place },
  context: ReadContext,
): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const owner of [at.item, at.operation]) {
    const list = below(owner, 'parameters');
    const own = new Set<string>();
    for (const index of listOr(list.value).keys()) {
      const place = below(list, index);
      const parameter = readParameter(place, context);
      if (!parameter) continue;
      const key = `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
      if (own.has(key))
        context.documents.warnings.add(
          'parameter_duplicate',
          printPlace(place),
          `The ${parameter.in} parameter "${parameter.name}" is described twice; the first one counts.`,
        );
      else found.set(key, parameter);
      own.add(key);
    }
  }
  const parameters = [...found.values()];
  const [pathPart = '', ...queryPart] = path.split('#', 1)[0]?.split('?') ?? [];
  const inPath = placeholders(pathPart);
  const inQuery = placeholders(queryPart.join('?'));
  for (const name of [...inPath, ...inQuery]) {
    const where = inPath.has(name) ? 'path' : 'query';
    if (parameters.some((parameter) => parameter.name === name && (parameter.in === 'path' || parameter.in === where)))
      continue;
    context.documents.warnings.add(
      'path_parameter_missing',
      printPlace(at.operation),
      `The parameter "${name}" of ${path} is not described; it is taken as text.`,
    );
    parameters.push(plainParameter(name, where));
  }
  return parameters.filter(
    (parameter) => parameter.in !== 'path' || inPath.has(parameter.name) || inQuery.has(parameter.name),
  );
}

function plainParameter(name: string, where: 'path' | 'query'): Parameter {
  const style = where === 'path' ? 'simple' : 'form';
  return {
    name,
    in: where,
    required: where === 'path',
    style,
    explode: style === 'form',
    allowReserved: false,
    deprecated: false,
    schema: { type: 'string' },
  };
}

/** The names in braces. */
function placeholders(path: string): ReadonlySet<string> {
  return new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ''));
}

function readParameter(start: Place, context: ReadContext): Parameter | undefined {
  const { warnings } = context.documents;
  const place = context.documents.follow(start);
  if (!place) return undefined;
  const fields = place.value;
  const name = isObject(fields) ? textOf(fields['name']) : undefined;
  const where = isObject(fields) ? fields['in'] : undefined;
  if (!isObject(fields) || name === undefined || !isPlace(where)) {
    warnings.add(
      'parameter_invalid',
      printPlace(start),
      `A parameter is left out: it needs a name and a place (path, query, header or cookie), and has ${quote(where)}.`,
    );
    return undefined;
  }
  if (where === 'header' && DESCRIBED_ELSEWHERE.has(name.toLowerCase())) return undefined;
  if ((where === 'header' || where === 'cookie') && !TOKEN.test(name)) {
    warnings.add(
      'parameter_invalid',
      printPlace(start),
      `The ${where} parameter "${name}" is left out: HTTP allows no such name.`,
    );
    return undefined;
  }
  const content = readContent(below(place, 'content'));
  const { style, explode } = readStyle(fields, where, { place: start, context });
  const description = textOf(fields['description']);
  return {
    name,
    in: where,
    required: where === 'path' || fields['required'] === true,
    style,
    explode,
    allowReserved: fields['allowReserved'] === true,
    deprecated: fields['deprecated'] === true,
    ...(content ? { mediaType: content.mediaType } : {}),
    ...(description === undefined ? {} : { description }),
    schema: content ? context.schemas.compile(content.schema) : readSchema(place, fields, context),
  };
}

function readStyle(
  fields: JsonObject,
  where: ParameterPlace,
  at: { readonly place: Place; readonly context: ReadContext },
): Pick<Parameter, 'style' | 'explode'> {
  const { documents } = at.context;
  const fallback = STYLES[where][0] ?? 'form';
  const declared = fields['style'] ?? fallback;
  const allowed = documents.version.startsWith('2') ? [...STYLES[where], ...DELIMITED] : STYLES[where];
  const known = allowed.find((style) => style === declared);
  if (known === undefined) {
    documents.warnings.add(
      'style_invalid',
      printPlace(at.place),
      `The style ${quote(declared)} is not defined for ${where} parameters; "${fallback}" is used.`,
    );
  }
  const style = known ?? fallback;
  const explode =
    typeof fields['explode'] === 'boolean'
      ? fields['explode']
      : style === 'form' || style === 'cookie' || style === 'deepObject';
  return { style, explode };
}

function readSchema(place: Place, fields: JsonObject, context: ReadContext): Parameter['schema'] {
  if (fields['schema'] !== undefined) return context.schemas.compile(below(place, 'schema'));
  context.documents.warnings.add(
    'parameter_without_schema',
    printPlace(place),
    `The parameter ${quote(fields['name'])} has no schema; it is taken as text.`,
  );
  return { type: 'string' };
}

/** The one media type of a parameter that is described by `content`. */
function readContent(content: Place): { readonly mediaType: string; readonly schema: Place } | undefined {
  const mediaType = Object.keys(objectOr(content.value))[0];
  return mediaType === undefined ? undefined : { mediaType, schema: below(below(content, mediaType), 'schema') };
}

function isPlace(value: unknown): value is ParameterPlace {
  return typeof value === 'string' && Object.hasOwn(STYLES, value);
}
