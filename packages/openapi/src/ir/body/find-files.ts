// Finds out which schemas of a form describe files: raw bytes, not text.
import { isObject, listOr, textOf, type JsonObject } from '../../load/json-object.ts';
import { below, type Documents, type Place } from '../../resolve/documents.ts';
import { isText, parseMediaType } from '../media-type.ts';
import { typesOf } from '../schema/types-of.ts';

/** A place of a form that takes files. */
export interface FilePlace {
  /** One file, a list of them, or as one likes. */
  readonly count: 'one' | 'many' | 'any';
  /** Text is welcome as well: only what holds or names a file is one. */
  readonly orText: boolean;
  readonly nullable: boolean;
  /** `contentMediaType`. */
  readonly contentType?: string;
}

/** Whether a schema is a file or a list of files (OpenAPI 3.0 `format: binary`, 3.1 `contentMediaType`, Swagger 2.0 `type: file`); one of its alternatives suffices. */
export function findFile(start: Place, documents: Documents, seen = new Set<unknown>()): FilePlace | undefined {
  const resolved = documents.resolve(start);
  if (!('place' in resolved) || !isObject(resolved.place.value) || seen.has(resolved.place.value)) return undefined;
  const { place } = resolved;
  const schema = resolved.place.value;
  seen.add(schema);
  if (isBytes(schema)) {
    const contentType = textOf(schema['contentMediaType']);
    return {
      count: 'one',
      orText: false,
      nullable: isNullable(schema),
      ...(contentType === undefined ? {} : { contentType }),
    };
  }
  if (typesOf(schema).includes('array')) {
    const item = findFile(below(place, 'items'), documents, seen);
    return item?.count === 'one' ? { ...item, count: 'many', nullable: isNullable(schema) } : undefined;
  }
  return among(place, documents, seen);
}

function isBytes(schema: JsonObject): boolean {
  if (schema['type'] === 'file' || schema['format'] === 'file' || schema['format'] === 'binary') return true;
  const contentType = textOf(schema['contentMediaType']);
  return (
    contentType !== undefined && schema['contentEncoding'] === undefined && !isText(parseMediaType(contentType).essence)
  );
}

function isNullable(schema: JsonObject): boolean {
  return schema['nullable'] === true || typesOf(schema).includes('null');
}

/** What alternatives have in common: null and text may stand beside files. */
function among(place: Place, documents: Documents, seen: Set<unknown>): FilePlace | undefined {
  const schema = isObject(place.value) ? place.value : {};
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    [...listOr(schema[keyword]).keys()].map((index) => below(below(place, keyword), index)),
  );
  const found = branches.map((branch) => findFile(branch, documents, seen));
  const files = found.filter((file) => file !== undefined);
  const [first] = files;
  if (!first) return undefined;
  const nothing = branches.map((branch) => isObject(branch.value) && branch.value['type'] === 'null');
  const others = branches.some((_, index) => found[index] === undefined && !nothing[index]);
  return {
    ...first,
    count: files.every(({ count }) => count === first.count) ? first.count : 'any',
    orText: schema['allOf'] === undefined && (others || files.some((file) => file.orText)),
    nullable: isNullable(schema) || nothing.includes(true) || files.some((file) => file.nullable),
  };
}
