// Names the combinations of style and schema that the specification leaves undefined (OpenAPI 3.1 §4.8.12.4, the cells "n/a").
import { listOr, objectOr } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';
import { typesOf } from './schema/types-of.ts';
import type { ParameterStyle } from './operation.ts';

/** A value that is sent by a style. */
export interface StyledValue {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly schema: Place;
  /** What is described: the parameter, or the Encoding Object. */
  readonly place: Place;
}

/** What is said of each combination: who, and what is done. */
const SENT = {
  deepList: 'style deepObject is not defined for lists; their items are sent as name[]=a',
  deepPlain: 'style deepObject is not defined for plain values; they are sent as name=a',
  deepNested:
    'style deepObject is not defined for lists and objects inside of others; they are sent as name[a][b]=c, name[a][]=b and name[0][a]=b',
  delimitedPlain: 'the delimited styles are not defined for plain values; they are sent as name=a',
  delimitedExploded: 'the delimited styles are not defined with explode; the values are sent as style form sends them',
  cookieWhole: 'style cookie is not defined without explode; lists and objects are sent with commas between',
  nested: 'no style is defined for lists and objects inside of others; the inner ones are sent as JSON text',
} as const;

type Combination = keyof typeof SENT;

type Shape = 'plain' | 'list' | 'object' | 'nested';

const PLAIN: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'file']);

/** Gathers them for one document, so that each combination is one warning however often it occurs. */
export class UndefinedStyles {
  readonly #documents: Documents;
  readonly #found = new Map<Combination, { readonly first: StyledValue; readonly names: Set<string> }>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** Takes note of a value. */
  note(value: StyledValue): void {
    const shape = this.#shape(value.schema);
    const combination = shape && combinationOf(value, shape);
    if (combination === undefined) return;
    const known = this.#found.get(combination) ?? { first: value, names: new Set<string>() };
    known.names.add(value.name);
    this.#found.set(combination, known);
  }

  /** Turns what was noted into warnings `style_undefined`, each at the first place. */
  report(): void {
    for (const [combination, { first, names }] of this.#found) {
      const more = names.size > 1 ? ` and ${names.size - 1} other names` : '';
      this.#documents.warnings.add(
        'style_undefined',
        printPlace(first.place),
        `"${first.name}"${more}: ${SENT[combination]}.`,
      );
    }
  }

  /** What a schema describes, as far as it is sure; alternatives are not. */
  #shape(place: Place): Shape | undefined {
    const schema = this.#resolve(place);
    const [type, ...others] = typesOf(schema.fields).filter((name) => name !== 'null');
    if (others.length > 0) return undefined;
    if (PLAIN.has(type)) return 'plain';
    const inner = [
      ...(type === 'array' ? [below(schema.place, 'items')] : []),
      ...Object.keys(objectOr(schema.fields['properties'])).map((name) =>
        below(below(schema.place, 'properties'), name),
      ),
    ];
    const nested = inner.some((member) => {
      const { fields } = this.#resolve(member);
      const types = typesOf(fields);
      return types.includes('object') || types.includes('array') || fields['properties'] !== undefined;
    });
    if (nested) return 'nested';
    if (type === 'array') return 'list';
    return type === 'object' || fieldsCount(schema.fields) > 0 ? 'object' : undefined;
  }

  #resolve(place: Place): { readonly place: Place; readonly fields: Readonly<Record<string, unknown>> } {
    const resolved = this.#documents.resolve(place);
    const target = 'place' in resolved ? resolved.place : place;
    const fields = objectOr(target.value);
    // One part of `allOf` is a reference with a description beside it.
    const [only, ...more] = listOr(fields['allOf']);
    return only !== undefined && more.length === 0 && fields['type'] === undefined
      ? this.#resolve(below(below(target, 'allOf'), 0))
      : { place: target, fields };
  }
}

function fieldsCount(schema: Readonly<Record<string, unknown>>): number {
  return Object.keys(objectOr(schema['properties'])).length;
}

function combinationOf({ style, explode }: StyledValue, shape: Shape): Combination | undefined {
  if (style === 'deepObject') {
    if (shape === 'nested') return 'deepNested';
    if (shape === 'list') return 'deepList';
    return shape === 'plain' ? 'deepPlain' : undefined;
  }
  if (shape === 'nested') return 'nested';
  if (style === 'cookie') return explode || shape === 'plain' ? undefined : 'cookieWhole';
  if (style !== 'spaceDelimited' && style !== 'pipeDelimited' && style !== 'tabDelimited') return undefined;
  if (shape === 'plain') return style === 'tabDelimited' ? undefined : 'delimitedPlain';
  return explode ? 'delimitedExploded' : undefined;
}
