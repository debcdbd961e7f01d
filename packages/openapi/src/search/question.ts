// Reads what is asked for: the things it speaks of, each with the words that may stand for it, and the deed it wants done.
import { alike, deedOf, type Deed } from './synonyms.ts';
import { cutWords, isEmptyWord, stem } from './words.ts';

/** One thing a question speaks of. */
export interface Concept {
  readonly stem: string;
  /** Stems that may stand for it. */
  readonly alike: readonly string[];
  /** How much it counts; 1 for most. */
  readonly weight: number;
}

/** What is asked for. */
export interface Question {
  readonly concepts: readonly Concept[];
  /** Absent if no deed is named. */
  readonly deed?: Deed;
  /** Whether it speaks of all things of a kind. */
  readonly all: boolean;
}

/** What the thing counts that the rest of a question belongs to; and the word of a deed. */
const HEAD = 1.3;
const DEED = 0.4;

const ALL: ReadonlySet<string> = new Set(['all', 'every', 'each', 'whole']);

/** Phrases whose words alone mean something else, and what they mean in one word; what is to be left out means nothing. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bwho ?am ?i\b/gi, ' authenticated user '],
  [/\b(?:log|sign)(?:ged|ed)[ -]in(?: (?:as|to))?\b/gi, ' authenticated '],
  [/\b(?:log|sign)[ -]in\b/gi, ' login '],
  [/\b(?:turn|switch)(?:ed)?[ -]on\b/gi, ' enable '],
  [/\b(?:turn|switch)(?:ed)?[ -]off\b/gi, ' disable '],
  [/\b(?:money|pay(?:ing)?)[ -]back\b/gi, ' refund '],
  [/\bset(?:ting)?[ -]up\b/gi, ' create '],
  [/\bget(?:ting)? rid of\b/gi, ' delete '],
  [/\b(?:without|except|but not|instead of)\s+(?:(?:a|an|the|any)\s+)?[\p{L}\p{N}]+/giu, ' '],
  [/\blook(?:ing)?[ -](?:up|for)\b/gi, ' find '],
];

/** Words behind which a question goes on to something else. */
const JOINTS: ReadonlySet<string> = new Set(
  'about as at by for from in into of on that to which who whose with'.split(' '),
);

/** Words of a question that are read; more would be a text, not a question. */
const MAX_WORDS = 24;

/** Reads a question. A question of nothing but empty words has no concepts. */
export function readQuestion(text: string): Question {
  const words = cutWords(PHRASES.reduce((said, [phrase, word]) => said.replaceAll(phrase, word), text)).slice(
    0,
    MAX_WORDS,
  );
  const first = words.find((word) => deedOf(word) !== undefined || !isEmptyWord(word));
  const deed = first === undefined ? undefined : deedOf(first);
  const stems = new Set(words.filter((word) => !isEmptyWord(word)).map(stem));
  const own = deed === undefined || first === undefined || isEmptyWord(first) ? undefined : stem(first);
  const things = [...stems].filter((word) => word !== own);
  const head = deed === undefined ? things[0] : headOf(words.slice(words.indexOf(first ?? '') + 1));
  const concepts = things.map((word) => ({ stem: word, alike: alike(word), weight: word === head ? HEAD : 1 }));
  // The deed ranks by itself; its word counts where a name or a description has it.
  if (own !== undefined) concepts.push({ stem: own, alike: [], weight: DEED });
  const all = words.some((word) => ALL.has(word));
  return { concepts, all, ...(deed === undefined ? {} : { deed: all && deed === 'get' ? 'list' : deed }) };
}

/** What the deed is done to: the last word before a joint, such as `reader` in `a card reader at a location`. */
function headOf(words: readonly string[]): string | undefined {
  const start = words.findIndex((word) => !isEmptyWord(word));
  const end = words.findIndex((word, place) => place > start && JOINTS.has(word));
  const head = words.slice(0, end === -1 ? undefined : end).findLast((word) => !isEmptyWord(word));
  return head === undefined ? undefined : stem(head);
}
