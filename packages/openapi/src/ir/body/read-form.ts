// Reads form bodies: which fields there are, which of them are files, and what to do where the document names none.
import { isObject, listOr, objectOr, textOf } from '../../load/json-object.ts';
import { below, printPlace, type Place } from '../../resolve/documents.ts';
import { findFile, type FilePlace } from './find-files.ts';
import { typesOf } from '../schema/types-of.ts';
import { fileInput } from './file-input.ts';
import { formFields, formSchema } from './form-schema.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { BodyPart } from '../operation.ts';
import type { ReadContext } from '../read-context.ts';
import { PartReader, type PartPlace, type ReadForm } from './read-parts.ts';
import { shorten } from '../words/shorten.ts';
import { PLAIN_TEXT } from '../schema/text-forms.ts';

/** Where a form is described. */
export interface FormPlace {
  /** The Media Type Object. */
  readonly media: Place;
  /** Of the media type. */
  readonly essence: string;
  /** Method and path, for warnings. */
  readonly operation: string;
}

/** Anything that may be a file. */
const FREE: BodyPart = { kind: 'free', style: 'form', explode: true, allowReserved: false };

/** Longest example of an encoded form. */
const MAX_EXAMPLE = 200;

/** The schema of a form body, and how each of its fields is sent. A form that names no fields takes any, with a warning. */
export function readForm(form: FormPlace, context: ReadContext): ReadForm {
  return new FormReader(form, context).read();
}

/** How the fields of a form are sent that is a whole query; its schema may name none. */
export function readFields(media: Place, context: ReadContext): ReadForm['parts'] {
  const reader = new PartReader('application/x-www-form-urlencoded', context);
  const fields = formFields(below(media, 'schema'), context.documents);
  const encoding = below(media, 'encoding');
  return Object.fromEntries(
    [...fields].map(([name, schema]) => [name, reader.read({ name, schema, encoding: below(encoding, name) })]),
  );
}

class FormReader {
  readonly #form: FormPlace;
  readonly #context: ReadContext;
  readonly #schema: Place;
  readonly #parts: PartReader;

  constructor(form: FormPlace, context: ReadContext) {
    this.#form = form;
    this.#context = context;
    this.#schema = below(form.media, 'schema');
    this.#parts = new PartReader(form.essence, context, (media, essence) =>
      readForm({ ...form, media, essence }, context),
    );
  }

  read(): ReadForm {
    const { documents } = this.#context;
    const target = documents.resolve(this.#schema);
    const root = 'place' in target ? target.place : this.#schema;
    const schema = objectOr(root.value);
    const fields = formFields(this.#schema, documents);
    const multipart = this.#form.essence.startsWith('multipart/');
    if (fields.size > 0) return this.#named(fields, root);
    if (multipart && this.#form.essence !== 'multipart/form-data' && this.#listOf(root)) return this.#sequence(root);
    const file = multipart ? findFile(this.#schema, documents) : undefined;
    if (file) return this.#file(file);
    const open = typesOf(schema).includes('object') || isObject(schema['additionalProperties']);
    return open ? this.#open(root) : this.#unknown(schema);
  }

  #named(fields: ReadonlyMap<string, Place>, root: Place): ReadForm {
    const parts = [...fields].map(([name, schema]) => [name, this.#parts.read(this.#at(name, schema))] as const);
    const others = below(root, 'additionalProperties');
    return {
      schema: formSchema(this.#schema, (name, place) => this.#parts.input(this.#at(name, place)), this.#context),
      parts: Object.fromEntries(parts),
      ...(isObject(others.value) ? { otherParts: this.#parts.read(this.#at('', others)) } : {}),
    };
  }

  /** Fields of any name. */
  #open(root: Place): ReadForm {
    const others = this.#at('', below(root, 'additionalProperties'));
    const file = this.#parts.file(others);
    const compiled = this.#context.schemas.compile(file ? root : this.#schema);
    const schema = file
      ? { ...compiled, additionalProperties: fileInput(file, compiled['additionalProperties']) }
      : compiled;
    return { schema, parts: {}, otherParts: this.#parts.read(others) };
  }

  /** The document describes the file instead of the form around it. */
  #file(file: FilePlace): ReadForm {
    const encodings = Object.keys(objectOr(below(this.#form.media, 'encoding').value));
    const name = encodings.length === 1 ? (encodings[0] ?? 'file') : 'file';
    this.#warn(`The form of ${this.#form.operation} names no field; its file is sent as the field "${name}".`);
    return {
      schema: {
        type: 'object',
        description: 'A form. Fields that the description of this tool names may be added.',
        properties: { [name]: fileInput(file, { description: objectOr(this.#schema.value)['description'] }) },
      },
      parts: { [name]: this.#parts.read(this.#at(name, this.#schema)) },
      otherParts: FREE,
    };
  }

  #unknown(schema: Readonly<Record<string, unknown>>): ReadForm {
    this.#warn(`The form of ${this.#form.operation} names no fields; any are taken.`);
    const about = textOf(schema['description']);
    const fields = 'The fields of the form by name; the API does not say which there are.';
    const description = about === undefined ? fields : `${about} (${fields})`;
    if (this.#form.essence.startsWith('multipart/'))
      return {
        schema: { type: 'object', description: `${description} A file is an object with data or path.` },
        parts: {},
        otherParts: FREE,
      };
    const encoded = { type: 'string', pattern: PLAIN_TEXT, description: `The form as it is sent${this.#example()}.` };
    return { schema: { description, anyOf: [{ type: 'object' }, encoded] }, parts: {} };
  }

  /** A list whose items are parts without names, by `prefixEncoding` and `itemEncoding` (OpenAPI 3.2 §4.14.4). */
  #sequence(root: Place): ReadForm {
    const { media } = this.#form;
    const itemSchema = below(media, 'itemSchema');
    const items = itemSchema.value === undefined ? below(root, 'items') : itemSchema;
    const first = [...listOr(below(root, 'prefixItems').value).keys()].map((index) => ({
      name: 'item',
      whole: true,
      schema: below(below(root, 'prefixItems'), index),
      encoding: below(below(media, 'prefixEncoding'), index),
    }));
    const rest = { name: 'item', whole: true, schema: items, encoding: below(media, 'itemEncoding') };
    const compiled: JsonSchema = root.value === undefined ? { type: 'array' } : this.#context.schemas.compile(root);
    return {
      schema: {
        ...compiled,
        ...(first.length > 0 ? { prefixItems: first.map((part) => this.#input(part)) } : {}),
        ...(items.value === undefined ? {} : { items: this.#input(rest) }),
      },
      parts: {},
      sequence: { first: first.map((part) => this.#parts.read(part)), rest: this.#parts.read(rest) },
    };
  }

  #input(part: PartPlace): JsonSchema {
    const compiled = this.#context.schemas.compile(part.schema);
    return this.#parts.input(part)?.(compiled) ?? compiled;
  }

  #listOf(root: Place): boolean {
    return typesOf(objectOr(root.value)).includes('array') || isObject(below(this.#form.media, 'itemSchema').value);
  }

  #at(name: string, schema: Place): PartPlace {
    return { name, schema, encoding: below(below(this.#form.media, 'encoding'), name) };
  }

  /** What the document shows as an encoded form. */
  #example(): string {
    const media = objectOr(this.#form.media.value);
    const first = objectOr(Object.values(objectOr(media['examples']))[0])['value'];
    const text = textOf(media['example']) ?? textOf(first);
    return text?.includes('=') ? `, such as ${shorten(text, MAX_EXAMPLE)}` : ', such as a=1&b=2';
  }

  #warn(message: string): void {
    this.#context.documents.warnings.add('form_without_fields', printPlace(this.#form.media), message);
  }
}
