// Reads the parameters of one operation, those of its path item included, with every default of the specification filled in.
import { isObject, listOr, objectOr, quote, textOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Place } from '../resolve/documents.ts';
import { parseMediaType } from './media-type.ts';
import type { Parameter, ParameterPlace } from './operation.ts';
import { usableValues } from './path-values.ts';
import { readFields } from './read-form.ts';
import { readStyle, STYLES } from './read-style.ts';
import type { ReadContext } from './read-context.ts';
import { splitTemplate } from './split-template.ts';
import { withExamples } from './with-examples.ts';

/** Headers that OpenAPI describes elsewhere: a parameter of that name is ignored (OpenAPI 3.1 §4.8.12.2). */
const DESCRIBED_ELSEWHERE: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** Headers that are the connection's own (RFC 9110 §7.6.1, RFC 9112 §6): they cannot be sent, or would lead elsewhere. */
const CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** A token of RFC 9110 §5.6.2, as header and cookie names must be. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The parameters of an operation; its own take the place of its path item's. A flawed one is left out with a warning; a placeholder without parameter becomes a string. */
export function readParameters(
  path: string,
  at: { readonly item: Place; readonly operation: Place },
  context: ReadContext,
): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  const reserved: string[] = [];
  for (const owner of [at.item, at.operation]) {
    const list = below(owner, 'parameters');
    const own = new Set<string>();
    for (const index of listOr(list.value).keys()) {
      const place = below(list, index);
      const parameter = readParameter(place, context, reserved);
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
  if (reserved.length > 0)
    context.documents.warnings.add(
      'header_reserved',
      printPlace(at.operation),
      `${reserved.map(quote).join(', ')} are left out: HTTP sets these headers for each connection.`,
    );
  const parameters = [...found.values()];
  const template = splitTemplate(path);
  const inPath = placeholders(template.path);
  const inQuery = placeholders(template.query ?? '');
  if (template.hash)
    context.documents.warnings.add(
      'path_fragment',
      printPlace(at.operation),
      `The path ${path} holds a "#" before placeholders; it is sent as "%23".`,
    );
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
  return parameters
    .filter((parameter) => parameter.in !== 'path' || inPath.has(parameter.name) || inQuery.has(parameter.name))
    .map((parameter) =>
      parameter.in === 'path' ? inSegment(parameter, template.path, { ...at, context }) : parameter,
    );
}

function inSegment(
  parameter: Parameter,
  path: string,
  { operation, context }: { readonly operation: Place; readonly context: ReadContext },
): Parameter {
  const { schema, dropped } = usableValues(parameter, path);
  if (dropped.length === 0) return parameter;
  context.documents.warnings.add(
    'path_value_unusable',
    printPlace(operation),
    `The values ${dropped.map(quote).join(', ')} of "${parameter.name}" are not offered: no path can carry them there.`,
  );
  return { ...parameter, schema };
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

/** `reserved` takes the names of headers that are left out. */
function readParameter(start: Place, context: ReadContext, reserved: string[]): Parameter | undefined {
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
  if (where === 'header' && CONNECTION.has(name.toLowerCase())) {
    reserved.push(name);
    return undefined;
  }
  if ((where === 'header' || where === 'cookie') && !TOKEN.test(name)) {
    warnings.add(
      'parameter_invalid',
      printPlace(start),
      `The ${where} parameter "${name}" is left out: HTTP allows no such name.`,
    );
    return undefined;
  }
  const content = readContent(below(place, 'content'), where, context);
  const written = readStyle(fields, where, { place: start, documents: context.documents });
  if (!content) context.styles.note({ name, ...written, schema: below(place, 'schema'), place: start });
  const description = textOf(fields['description']);
  return {
    name,
    in: where,
    required: where === 'path' || fields['required'] === true,
    ...written,
    deprecated: fields['deprecated'] === true,
    ...content?.written,
    ...(description === undefined ? {} : { description }),
    schema: withExamples(
      content ? context.schemas.compileParameter(content.schema) : readSchema(place, fields, context),
      fields,
    ),
  };
}

function readSchema(place: Place, fields: JsonObject, context: ReadContext): Parameter['schema'] {
  if (fields['schema'] !== undefined) return context.schemas.compileParameter(below(place, 'schema'));
  context.documents.warnings.add(
    'parameter_without_schema',
    printPlace(place),
    `The parameter ${quote(fields['name'])} has no schema; it is taken as text.`,
  );
  return { type: 'string' };
}

/** The one media type of a parameter that is described by `content`. */
function readContent(
  content: Place,
  where: ParameterPlace,
  context: ReadContext,
): { readonly schema: Place; readonly written: Pick<Parameter, 'mediaType' | 'parts'> } | undefined {
  const mediaType = Object.keys(objectOr(content.value))[0];
  if (mediaType === undefined) return undefined;
  const media = below(content, mediaType);
  const form = where === 'querystring' && parseMediaType(mediaType).essence === 'application/x-www-form-urlencoded';
  return {
    schema: below(media, 'schema'),
    written: { mediaType, ...(form ? { parts: readFields(media, context) } : {}) },
  };
}

function isPlace(value: unknown): value is ParameterPlace {
  return typeof value === 'string' && Object.hasOwn(STYLES, value);
}
