// Makes of a tool plan what the search keeps of it: words by field, and the few facts that rank it.
import type { JsonObjectSchema, JsonSchema } from '../ir/schema/json-schema.ts';
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

/** Longest description that says what an operation does as a title would, where it has none. */
const MAX_TITLE = 80;

/** What is read of one operation, before it is known what others say. */
export interface SearchDraft {
  readonly entry: Omit<SearchEntry, 'stems'>;
  /** The stems of its name and path. */
  readonly stems: ReadonlySet<string>;
  readonly fields: SearchFields;
}

/** What the search keeps of operations, in their order. */
export function entriesOf(drafts: readonly SearchDraft[]): readonly SearchEntry[] {
  const counts = new Map<string, number>();
  for (const { stems } of drafts) for (const word of stems) counts.set(word, (counts.get(word) ?? 0) + 1);
  const telling = (word: string): boolean => (counts.get(word) ?? 0) <= drafts.length * EVERYWHERE;
  return drafts.map(({ entry, stems }) => ({ ...entry, stems: [...stems].filter(telling).length }));
}

/** Reads one operation. */
export function draftOf(plan: ToolPlan): SearchDraft {
  const { method, path, tags, deprecated } = plan.operation;
  const said = titleOf(plan);
  const title = stemsOf(said).size;
  const one = /\}[^/]*\/?$/.test(path);
  const literals = literalsOf(path);
  const entry = {
    name: plan.name,
    route: `${method} ${path}`,
    groups: tags.length > 0 ? tags : [groupOf(literals)],
    deed: deedOfOperation(method, one, { title: said, name: nameOf(plan) }),
    ...(one ? {} : { many: true as const }),
    ...(deprecated ? { deprecated } : {}),
    ...(title === 0 ? {} : { title }),
  };
  // Name and path mostly say the same; said twice it would count twice.
  const name = `${nameOf(plan)} ${literals.join(' ')}`;
  const fields = {
    name,
    head: literals.at(-1) ?? '',
    title: said,
    description: plan.description === said ? '' : plan.description,
    tags: tags.join(' '),
    inputs: inputWords(plan),
  };
  return { entry, stems: stemsOf(name), fields };
}

/** Its title, or a description that is as short as one. */
function titleOf({ title, description }: ToolPlan): string {
  return title ?? (description.length <= MAX_TITLE && !description.includes('\n') ? description : '');
}

function nameOf({ name, operation }: ToolPlan): string {
  return operation.operationId ?? name;
}

function stemsOf(text: string): ReadonlySet<string> {
  const words = cutWords(text).filter((word) => !isEmptyWord(word));
  return new Set(words.map(stem));
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
