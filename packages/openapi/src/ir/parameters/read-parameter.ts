// Reads one parameter, with every default of the specification filled in.
import { isObject, objectOr, quote, textOf, type JsonObject } from '../../load/json-object.ts';
import { below, printPlace, type Place } from '../../resolve/documents.ts';
import { isXml, parseMediaType } from '../media-type.ts';
import type { Parameter, ParameterPlace } from '../operation.ts';
import { readFields } from '../body/read-form.ts';
import { orXmlText, readXml } from '../body/read-xml.ts';
import { orEmpty } from './empty-value.ts';
import { readStyle, STYLES } from './read-style.ts';
import type { ReadContext } from '../read-context.ts';
import { withExamples } from '../schema/with-examples.ts';

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

/** The parameter at a place; `undefined`, with a warning, if it is flawed. `reserved` takes the names of headers that are left out. */
export function readParameter(start: Place, context: ReadContext, reserved: string[]): Parameter | undefined {
  const place = context.documents.follow(start);
  if (!place) return undefined;
  const known = context.parameters.find(place.value);
  if (known) return known;
  const { noted } = context.documents.warnings;
  const parameter = read(start, place, { context, reserved });
  // What was warned of must be warned of at the next place, too.
  if (parameter && context.documents.warnings.noted === noted) context.parameters.keep(place.value, parameter);
  return parameter;
}

function read(
  start: Place,
  place: Place,
  { context, reserved }: { readonly context: ReadContext; readonly reserved: string[] },
): Parameter | undefined {
  const { warnings } = context.documents;
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
  const content = readContent(below(place, 'content'), { where, name }, context);
  const written = readStyle(fields, where, { place: start, documents: context.documents });
  if (!content) context.styles.note({ name, ...written, schema: below(place, 'schema'), place: start });
  const description = textOf(fields['description']);
  const schema = withExamples(content ? content.compile() : readSchema(place, fields, context), fields);
  return {
    name,
    in: where,
    required: where === 'path' || fields['required'] === true,
    ...written,
    deprecated: fields['deprecated'] === true,
    ...content?.written,
    ...(description === undefined ? {} : { description }),
    schema: where === 'query' && fields['allowEmptyValue'] === true ? orEmpty(schema) : schema,
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
  { where, name }: { readonly where: ParameterPlace; readonly name: string },
  context: ReadContext,
):
  | { readonly compile: () => Parameter['schema']; readonly written: Pick<Parameter, 'mediaType' | 'parts' | 'xml'> }
  | undefined {
  const mediaType = Object.keys(objectOr(content.value))[0];
  if (mediaType === undefined) return undefined;
  const media = below(content, mediaType);
  const schema = below(media, 'schema');
  const { essence } = parseMediaType(mediaType);
  const form = where === 'querystring' && essence === 'application/x-www-form-urlencoded';
  const xml = isXml(essence) ? readXml(schema, context.documents, name) : undefined;
  return {
    compile: () => {
      const compiled = context.schemas.compileParameter(schema);
      return xml ? orXmlText(compiled) : compiled;
    },
    written: { mediaType, ...(form ? { parts: readFields(media, context) } : {}), ...(xml ? { xml } : {}) },
  };
}

function isPlace(value: unknown): value is ParameterPlace {
  return typeof value === 'string' && Object.hasOwn(STYLES, value);
}
