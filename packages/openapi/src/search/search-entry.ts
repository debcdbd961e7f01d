// Makes of a tool plan what the search keeps of it: words by field, and the few facts that rank it.
import type { JsonObjectSchema, JsonSchema } from '../ir/json-schema.ts';
import { listOr, objectOr, textOf } from '../load/json-object.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { deedOf, type Deed } from './synonyms.ts';
import { cutWords, isEmptyWord, stem } from './words.ts';

/** The fields of an entry that are searched. */
export const FIELDS = ['name', 'head', 'title', 'description', 'tags', 'inputs'] as const;

/** A field that is searched. */
export type Field = (typeof FIELDS)[number];

/** The words of an operation by field, not cut yet. */
export type SearchFields = Readonly<Record<Field, string>>;

/** What the search keeps of an operation besides its words. */
export interface SearchEntry {
  /** The tool's name. */
  readonly name: string;
  /** `GET /pets/{id}` */
  readonly route: string;
  /** What it is listed under. */
  readonly groups: readonly string[];
  readonly deed: Deed;
  /** Set if its path names no single thing. */
  readonly many?: true;
  /** Set if it is. */
  readonly deprecated?: true;
  /** Different stems in its title, if it has one. */
  readonly title?: number;
  /** Telling stems in its name and path: the fewer, the plainer. */
  readonly stems: number;
}

/** Share of the operations above which a word in their names tells nothing of any of them. */
const EVERYWHERE = 0.2;

/** Allowed values of one argument that are worth their words. */
const MAX_VALUES = 12;

/** Characters of what a body is said to be that are read. */
const MAX_ABOUT = 200;

/** What the search keeps of operations, in their order. */
export function entriesOf(plans: readonly ToolPlan[]): readonly SearchEntry[] {
  const stems = plans.map((plan) => stemsOf(`${nameOf(plan)} ${literalsOf(plan.operation.path).join(' ')}`));
  const counts = new Map<string, number>();
  for (const word of stems.flatMap((own) => [...own])) counts.set(word, (counts.get(word) ?? 0) + 1);
  const telling = (word: string): boolean => (counts.get(word) ?? 0) <= plans.length * EVERYWHERE;
  return plans.map((plan, index) => entryOf(plan, [...stems[index]!].filter(telling).length));
}

function entryOf(plan: ToolPlan, stems: number): SearchEntry {
  const { method, path, tags, deprecated } = plan.operation;
  const title = stemsOf(plan.title ?? '').size;
  const one = /\}[^/]*\/?$/.test(path);
  return {
    name: plan.name,
    route: `${method} ${path}`,
    groups: tags.length > 0 ? tags : [groupOf(literalsOf(path))],
    deed: deedOfOperation(method, one, { title: plan.title ?? '', name: nameOf(plan) }),
    ...(one ? {} : { many: true }),
    ...(deprecated ? { deprecated } : {}),
    ...(title === 0 ? {} : { title }),
    stems,
  };
}

function nameOf({ name, operation }: ToolPlan): string {
  return operation.operationId ?? name;
}

function stemsOf(text: string): ReadonlySet<string> {
  const words = cutWords(text).filter((word) => !isEmptyWord(word));
  return new Set(words.map(stem));
}

/** The fields of an operation. */
export function fieldsOf(plan: ToolPlan): SearchFields {
  const { path, tags } = plan.operation;
  const literals = literalsOf(path);
  return {
    // Name and path mostly say the same; said twice it would count twice.
    name: `${nameOf(plan)} ${literals.join(' ')}`,
    head: literals.at(-1) ?? '',
    title: plan.title ?? '',
    description: plan.description === plan.title ? '' : plan.description,
    tags: tags.join(' '),
    inputs: inputWords(plan),
  };
}

function literalsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && !segment.includes('{'));
}

/** The first segment that is no version and no prefix of the whole API. */
function groupOf(literals: readonly string[]): string {
  return literals.find((segment) => !/^(?:api|apis|rest|v\d\w*(?:\.\d+)?)$/i.test(segment)) ?? 'other';
}

/** What the operation does: as its summary or its name begins, else as its method says. */
function deedOfOperation(
  method: string,
  one: boolean,
  { title, name }: { readonly title: string; readonly name: string },
): Deed {
  const byMethod = deedByMethod(method, one);
  // A name may begin with its group, such as `repos/list-branches`; one that begins with the method says nothing more than the method.
  const words = cutWords(name).slice(0, 2);
  const candidates = [...cutWords(title).slice(0, 1), ...(words[0] === method.toLowerCase() ? [] : words)];
  const said = candidates.map(deedOf).find((deed) => deed !== undefined);
  // A name is believed where its method allows it: `GET` never creates.
  return said !== undefined && reads(said) === reads(byMethod) ? said : byMethod;
}

/** Whether a deed changes nothing. */
export function reads(deed: Deed): boolean {
  return deed === 'get' || deed === 'list';
}

function deedByMethod(method: string, one: boolean): Deed {
  switch (method) {
    case 'POST':
      return one ? 'update' : 'create';
    case 'PUT':
    case 'PATCH':
      return 'update';
    case 'DELETE':
      return 'delete';
    default:
      return one ? 'get' : 'list';
  }
}

/** Names of the arguments and of the members of the body, their short allowed values, and what the body is said to be. */
function inputWords({ inputSchema, request }: ToolPlan): string {
  const body = request.body && target(inputSchema.properties[request.body.argument], inputSchema);
  const words = new Set<string>();
  for (const properties of [inputSchema.properties, body?.['properties']]) {
    for (const [name, schema] of Object.entries(objectOr(properties))) {
      words.add(name);
      const values = listOr(objectOr(schema)['enum']).slice(0, MAX_VALUES);
      for (const value of values) if (typeof value === 'string') words.add(value);
    }
  }
  const about = textOf(body?.['description']) ?? '';
  return [about.slice(0, MAX_ABOUT), ...words].join(' ');
}

/** The schema a body is, also where it is a reference into the definitions. */
function target(body: JsonSchema | undefined, root: JsonObjectSchema): JsonSchema | undefined {
  const reference = body?.['$ref'];
  const name = typeof reference === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1] : undefined;
  return name === undefined ? body : root.$defs?.[name];
}
