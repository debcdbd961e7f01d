// Owns the index of the words of operations: made once, kept as plain data, asked for one thing at a time.
import type MiniSearch from 'minisearch';
import type { AsPlainObject, Options } from 'minisearch';
import type { Concept } from './question.ts';
import type { Evidence } from './rank.ts';
import { FIELDS, type Field, type SearchFields } from './search-entry.ts';
import { cutWords, isEmptyWord, stem } from './words.ts';

type Indexed = SearchFields & { readonly id: number };

/** What a word counts by the field it stands in. */
const WEIGHTS: Readonly<Record<Field, number>> = {
  name: 2,
  head: 2,
  title: 2,
  description: 1,
  tags: 0.7,
  inputs: 0.5,
};

/** Fields that say what an operation is about. */
const STRONG: ReadonlySet<string> = new Set<Field>(['name', 'head', 'title', 'tags']);

/** What a word counts that may stand for the one asked for. */
const ALIKE = 0.6;

/** Shortest stem that is found at the beginning of longer ones (`protect` in `protection`), and what that counts. */
const PREFIX = 4;
const LONGER = 0.6;

/** What a word counts that only begins like the one asked for, or is spelt almost like it. */
const GUESSED = 0.4;

const OPTIONS: Options<Indexed> = {
  fields: [...FIELDS],
  tokenize: (text) => [...cutWords(text)],
  processTerm: (word) => (isEmptyWord(word) ? null : stem(word)),
};

/** Options of a question that is one stem already. */
const AS_IT_IS = { tokenize: (text: string) => [text], processTerm: (word: string) => word, boost: WEIGHTS };

/** The words of operations; operations are known by their place. */
export class WordIndex {
  readonly #index: MiniSearch<Indexed>;

  private constructor(index: MiniSearch<Indexed>) {
    this.#index = index;
  }

  /** Indexes operations in their order. The library is loaded here. */
  static async of(entries: AsyncIterable<SearchFields>): Promise<WordIndex> {
    const { default: Index } = await import('minisearch');
    const index = new Index<Indexed>(OPTIONS);
    let id = 0;
    for await (const entry of entries) {
      index.add({ ...entry, id });
      id += 1;
    }
    return new WordIndex(index);
  }

  /** The index that `toJSON` wrote. Throws for anything else. */
  static async load(kept: unknown): Promise<WordIndex> {
    const { default: Index } = await import('minisearch');
    return new WordIndex(Index.loadJS<Indexed>(kept as AsPlainObject, OPTIONS));
  }

  /** Which operations speak of something, and how much: of the word itself or of one alike; where no operation does, of one that looks like it. */
  find({ stem: word, alike }: Concept): ReadonlyMap<number, Evidence> {
    const found = this.#look(
      word,
      word.length >= PREFIX ? { prefix: true, weights: { prefix: LONGER, fuzzy: 0 } } : {},
    );
    const strong = [...found.values()].filter((evidence) => evidence.strong);
    const best = strong.length === 0 ? Infinity : Math.max(...strong.map(({ score }) => score));
    for (const other of alike) {
      for (const [place, evidence] of this.#look(other)) {
        // A rare word alike must not say more than the word itself does.
        const score = ALIKE * Math.min(evidence.score, best);
        const known = found.get(place);
        if (known === undefined || score > known.score)
          found.set(place, {
            score,
            strong: evidence.strong || known?.strong === true,
            titled: known?.titled === true,
          });
      }
    }
    if (found.size > 0 || word.length < 3) return found;
    const guessed = this.#look(word, { prefix: true, fuzzy: word.length < 5 ? false : 0.25 });
    return new Map([...guessed].map(([place, evidence]) => [place, { ...evidence, score: GUESSED * evidence.score }]));
  }

  /** Plain data that `load` reads. */
  toJSON(): unknown {
    return this.#index.toJSON();
  }

  #look(word: string, leniency: object = {}): Map<number, Evidence> {
    const results = this.#index.search(word, { ...AS_IT_IS, ...leniency });
    return new Map(
      results.map(({ id, score, match }) => [Number(id), { score, ...places(Object.values(match).flat()) }]),
    );
  }
}

/** Where a word stands. */
function places(fields: readonly string[]): Omit<Evidence, 'score'> {
  return { strong: fields.some((field) => STRONG.has(field)), titled: fields.includes('title') };
}
