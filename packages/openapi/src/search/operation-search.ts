// Finds operations by what is asked for, by their names and routes, or by their groups; can be kept as plain data.
import { setImmediate } from 'node:timers/promises';
import { isObject } from '../load/json-object.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { matchRoute } from './match-route.ts';
import { readQuestion } from './question.ts';
import { rank, type Evidence } from './rank.ts';
import { draftOf, entriesOf, type SearchDraft, type SearchEntry, type SearchFields } from './search-entry.ts';
import { WordIndex } from './word-index.ts';

/** An operation that was found. */
export interface FoundOperation {
  /** The tool's name. */
  readonly name: string;
  /** `GET /pets/{id}` */
  readonly route: string;
}

/** What operations are listed under: a tag, or where an operation has none the first telling segment of its path. */
export interface OperationGroup {
  readonly name: string;
  readonly operations: number;
}

/** What is asked of a search. */
export interface SearchRequest {
  readonly limit: number;
  /** Only operations of this group. */
  readonly group?: string;
}

/** Changes whenever an index is made or read in another way. */
const INDEX_FORMAT = 1;

/** Operations indexed at once: some milliseconds, between which everything else goes on. */
const SLICE = 50;

/** Indexes operations, a few at a time; takes some tens of milliseconds for a thousand. */
export async function openSearch(plans: Iterable<ToolPlan>): Promise<OperationSearch> {
  const drafts: SearchDraft[] = [];
  const words = await WordIndex.of(readInSlices(plans, drafts));
  return new OperationSearch(entriesOf(drafts), words);
}

async function* readInSlices(plans: Iterable<ToolPlan>, drafts: SearchDraft[]): AsyncGenerator<SearchFields> {
  for (const plan of plans) {
    const draft = draftOf(plan);
    drafts.push(draft);
    yield draft.fields;
    if (drafts.length % SLICE === 0) await setImmediate();
  }
}

/** The search that `toJSON` wrote, or `undefined` if it is of another version or something else. */
export async function loadSearch(kept: unknown): Promise<OperationSearch | undefined> {
  // The format number vouches for the rest: nobody else writes it.
  if (!isObject(kept) || kept['mcpmSearch'] !== INDEX_FORMAT) return undefined;
  return new OperationSearch(kept['entries'] as readonly SearchEntry[], await WordIndex.load(kept['words']));
}

/** A search over the operations of one document; made by `openSearch` or `loadSearch`. */
export class OperationSearch {
  readonly #entries: readonly SearchEntry[];
  readonly #words: WordIndex;

  constructor(entries: readonly SearchEntry[], words: WordIndex) {
    this.#entries = entries;
    this.#words = words;
  }

  /**
   * The operations that answer a question best, best first. A tool's name, a path or a route (`GET /pets/{id}`, also with values filled in) finds what it names
   * first.
   */
  search(question: string, { limit, group }: SearchRequest): readonly FoundOperation[] {
    const entries = new Map(this.#entries.map((entry) => [entry.name, entry]));
    const names = new Set([...this.#named(question), ...this.#ranked(question)]);
    const found = [...names].flatMap((name) => entries.get(name) ?? []);
    return found
      .filter((entry) => group === undefined || belongs(entry, group))
      .slice(0, limit)
      .map(({ name, route }) => ({ name, route }));
  }

  /** What there is to look through, in the order of the document. */
  groups(): readonly OperationGroup[] {
    const counts = new Map<string, number>();
    for (const { groups } of this.#entries) for (const name of groups) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].map(([name, operations]) => ({ name, operations }));
  }

  /** The operations of a group in the order of the document, its name without regard to case; none if there is no such group. */
  ofGroup(group: string): readonly FoundOperation[] {
    const own = this.#entries.filter((entry) => belongs(entry, group));
    return own.map(({ name, route }) => ({ name, route }));
  }

  /** Plain data that `loadSearch` reads. */
  toJSON(): unknown {
    return { mcpmSearch: INDEX_FORMAT, entries: this.#entries, words: this.#words.toJSON() };
  }

  #named(question: string): readonly string[] {
    const asked = plain(question);
    const named = this.#entries.filter(({ name }) => plain(name) === asked);
    return [...named.map(({ name }) => name), ...matchRoute(question, this.#entries)];
  }

  #ranked(text: string): readonly string[] {
    const question = readQuestion(text);
    const found = question.concepts.map((concept) => this.#words.find(concept));
    const places = new Set(found.flatMap((evidence: ReadonlyMap<number, Evidence>) => [...evidence.keys()]));
    return [...places]
      .flatMap((place) => {
        const entry = this.#entries[place];
        if (entry === undefined) return [];
        return [
          {
            entry,
            place,
            score: rank(
              question,
              entry,
              found.map((evidence) => evidence.get(place)),
            ),
          },
        ];
      })
      .sort((left, right) => right.score - left.score || left.place - right.place)
      .map(({ entry }) => entry.name);
  }
}

/** An operationId with a slash finds the tool that has an underscore there. */
function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_');
}

function belongs({ groups }: SearchEntry, group: string): boolean {
  const wanted = group.trim().toLowerCase();
  return groups.some((own) => own.toLowerCase() === wanted);
}
