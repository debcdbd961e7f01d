// Reads how one value of a form is sent (OpenAPI 3.1 §4.8.15, "Encoding Object").
import { isObject, objectOr, quote, textOf } from '../../load/json-object.ts';
import { below, printPlace, type Place } from '../../resolve/documents.ts';
import { fileInput, type FieldInput } from './file-input.ts';
import { findFile, type FilePlace } from './find-files.ts';
import { typesOf } from '../schema/types-of.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { isMediaType, isText, isXml, parseMediaType } from '../media-type.ts';
import type { BodyPart, FormParts, ParameterStyle } from '../operation.ts';
import type { ReadContext } from '../read-context.ts';
import { readXml } from './read-xml.ts';

const STYLES: readonly ParameterStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'tabDelimited', 'deepObject'];

/** Keywords without which a schema says nothing of what its values are. */
const TELLING = ['type', 'enum', 'const', 'properties', 'items', 'allOf', 'anyOf', 'oneOf', 'format', '$ref'] as const;

/** One value of a form: its schema, and its Encoding Object if there is one. */
export interface PartPlace {
  /** Names the value in XML. */
  readonly name: string;
  readonly schema: Place;
  readonly encoding: Place;
  /** A list is one value, not one for each item. */
  readonly whole?: boolean;
}

/** What a body needs of a form. */
export interface ReadForm extends FormParts {
  readonly schema: JsonSchema;
}

/** Reads a form inside of a form from something like a Media Type Object. */
export type NestedReader = (media: Place, essence: string) => ReadForm;

/** How the values of one form are sent. */
export class PartReader {
  readonly #essence: string;
  readonly #context: ReadContext;
  readonly #nested: NestedReader | undefined;

  /** `essence` is the media type of the form. */
  constructor(essence: string, context: ReadContext, nested?: NestedReader) {
    this.#essence = essence;
    this.#context = context;
    this.#nested = nested;
  }

  /** Whether a value is a file or a list of files, which only multipart can carry: by its schema, or by media types that are no text. */
  file({ schema, encoding }: PartPlace): FilePlace | undefined {
    if (!this.#essence.startsWith('multipart/')) return undefined;
    const found = findFile(schema, this.#context.documents);
    const types = contentTypes(encoding);
    if (found || types.length === 0 || types.some(holdsNoBytes)) return found;
    const target = this.#resolve(schema);
    const raw = !tells(target) || (target['type'] === 'string' && target['contentEncoding'] === undefined);
    return raw ? { count: 'one', orText: false, nullable: false } : undefined;
  }

  /** Describes a value with files in it as an input, in place of what its schema was compiled to; `undefined` where that suffices. */
  input(place: PartPlace): FieldInput | undefined {
    const file = this.file(place);
    if (file) return (compiled) => fileInput(file, compiled);
    const nested = this.#form(place);
    if (!nested) return undefined;
    const list = this.#item(place) !== place.schema;
    return () => (list ? { type: 'array', items: nested.schema } : nested.schema);
  }

  read(place: PartPlace): BodyPart {
    const rules = objectOr(place.encoding.value);
    const multipart = this.#essence.startsWith('multipart/');
    const style = this.#style(place);
    const file = this.file(place);
    const types = contentTypes(place.encoding);
    const accepts = types.length > 0 || file?.contentType === undefined ? types : [file.contentType];
    const base = {
      style: style ?? 'form',
      explode: typeof rules['explode'] === 'boolean' ? rules['explode'] : style === undefined || style === 'form',
      allowReserved: rules['allowReserved'] === true,
    };
    if (file) return { ...base, kind: file.orText ? 'free' : 'file', ...(accepts.length > 0 ? { accepts } : {}) };
    if (style !== undefined) {
      this.#context.styles.note({ ...base, name: place.name, schema: place.schema, place: place.encoding });
      return { ...base, kind: 'style' };
    }
    const contentType = types.find(isMediaType);
    const essence = parseMediaType(contentType ?? '').essence;
    const shape = isXml(essence) ? readXml(this.#item(place), this.#context.documents, place.name) : undefined;
    const { schema: _written, ...nested } = this.#form(place) ?? {};
    return {
      ...base,
      kind: multipart && contentType === undefined && this.#isFree(place.schema) ? 'free' : 'content',
      ...(contentType === undefined ? {} : { contentType }),
      ...(shape ? { xml: shape } : {}),
      ...('parts' in nested ? { nested: { ...nested, mediaType: contentType ?? essence } } : {}),
    };
  }

  /** Set where the value is sent as a query parameter would be: by `style`, `explode` or `allowReserved`. */
  #style({ encoding }: PartPlace): ParameterStyle | undefined {
    const rules = objectOr(encoding.value);
    const declared = rules['style'];
    const styled =
      declared !== undefined || typeof rules['explode'] === 'boolean' || typeof rules['allowReserved'] === 'boolean';
    const form = this.#essence === 'multipart/form-data' || this.#essence === 'application/x-www-form-urlencoded';
    if (!styled || !form) return undefined;
    const known = STYLES.find((style) => style === declared);
    if (declared !== undefined && known === undefined)
      this.#context.documents.warnings.add(
        'style_invalid',
        printPlace(encoding),
        `The style ${quote(declared)} is not defined for form fields; "form" is used.`,
      );
    return known ?? 'form';
  }

  /** Each item of a list is a part of its own. */
  #item({ schema, whole }: PartPlace): Place {
    const target = this.#context.documents.resolve(schema);
    const list = 'place' in target && typesOf(objectOr(target.place.value)).includes('array') && whole !== true;
    return list && 'place' in target ? below(target.place, 'items') : schema;
  }

  /** An Encoding Object says of a form inside of it what a Media Type Object says of a body, but for its schema. */
  #form(place: PartPlace): ReadForm | undefined {
    const { essence } = parseMediaType(contentTypes(place.encoding).find(isMediaType) ?? '');
    if (!essence.startsWith('multipart/') || !this.#essence.startsWith('multipart/')) return undefined;
    const schema = this.#item(place);
    const media = { ...place.encoding, value: { ...objectOr(place.encoding.value), schema: schema.value } };
    return this.#nested?.(media, essence);
  }

  #isFree(schema: Place): boolean {
    const target = this.#resolve(schema);
    const items = target['type'] === 'array' ? this.#resolve({ ...schema, value: target['items'] }) : target;
    return !tells(items);
  }

  #resolve(place: Place): Readonly<Record<string, unknown>> {
    const target = this.#context.documents.resolve(place);
    return 'place' in target ? objectOr(target.place.value) : {};
  }
}

function holdsNoBytes(type: string): boolean {
  const { essence } = parseMediaType(type);
  return isText(essence) || essence.startsWith('multipart/');
}

function tells(schema: Readonly<Record<string, unknown>>): boolean {
  return TELLING.some((keyword) => schema[keyword] !== undefined);
}

/** The media types and ranges of an Encoding Object. */
function contentTypes(encoding: Place): readonly string[] {
  const declared = isObject(encoding.value) ? textOf(encoding.value['contentType']) : undefined;
  const types = declared?.split(',').map((type) => type.trim()) ?? [];
  return types.filter((type) => /^[^\s/]+\/[^\s/]+/.test(type));
}
