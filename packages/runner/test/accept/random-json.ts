// Owns random schemas and values for tests: the same seed makes the same ones.

/** A source of random choices. */
export interface Chance {
  /** An integer from 0 to below `bound`. */
  below(bound: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

/** A source that always gives the same sequence for a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const below = (bound: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
  return { below, pick: (choices) => choices[below(choices.length)] ?? choices[0] };
}

const NAMES = ['a', 'b', 'toString', '__proto__', 'x y'] as const;
const TEXTS = ['', 'a', 'ab', '\u{1f600}', '2024-02-30', '2024-02-29', '2024-02-29T10:00:00Z', '10', 'é', '7'] as const;
const FORMATS = ['date', 'date-time', 'uuid', 'uri', 'int32', 'email', 'constructor', 'regex'] as const;
const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;
const PATTERNS = ['^a', '[0-9]$', '^(a|b)*$', '^.$', '\\d{4}'] as const;

/** A value as JSON has it. */
export function randomValue(chance: Chance, depth = 3): unknown {
  switch (chance.below(depth > 0 ? 8 : 6)) {
    case 0:
      return chance.pick([null, true, false]);
    case 1:
    case 2:
      return chance.pick([0, 1, -1, 2.5, 10, 1e21]);
    case 6:
      return Array.from({ length: chance.below(4) }, () => randomValue(chance, depth - 1));
    case 7:
      // Made by the reader of JSON, because a member may be called __proto__.
      return JSON.parse(
        `{${Array.from({ length: chance.below(4) }, () => `${JSON.stringify(chance.pick(NAMES))}:${JSON.stringify(randomValue(chance, depth - 1))}`).join(',')}}`,
      );
    default:
      return chance.pick(TEXTS);
  }
}

type Keyword = (chance: Chance, inner: () => unknown) => Readonly<Record<string, unknown>>;

const KEYWORDS: readonly [Keyword, ...Keyword[]] = [
  (chance) => ({ type: chance.pick(TYPES) }),
  (chance) => ({ type: chance.pick(TYPES) }),
  (chance) => ({ type: [chance.pick(TYPES), chance.pick(TYPES)] }),
  (chance) => ({ enum: [randomValue(chance, 1), randomValue(chance, 1), chance.pick(TEXTS)] }),
  (chance) => ({ const: randomValue(chance, 1) }),
  (chance) => ({ minimum: chance.below(3), exclusiveMaximum: chance.below(20) }),
  (chance) => ({ multipleOf: chance.pick([1, 2, 0.5]) }),
  (chance) => ({ minLength: chance.below(3), maxLength: chance.below(4) }),
  (chance) => ({ pattern: chance.pick(PATTERNS) }),
  (chance) => ({ format: chance.pick(FORMATS) }),
  (chance, inner) => ({
    properties: { [chance.pick(['a', 'b', 'x y'])]: inner(), [chance.pick(['a', 'c'])]: inner() },
  }),
  (chance, inner) => ({ properties: { [chance.pick(NAMES)]: inner() }, required: [chance.pick(NAMES)] }),
  (chance) => ({ additionalProperties: chance.pick([true, false]), minProperties: chance.below(2) }),
  (_chance, inner) => ({ additionalProperties: inner(), maxProperties: 3 }),
  (_chance, inner) => ({ propertyNames: inner() }),
  (chance, inner) => ({ items: inner(), minItems: chance.below(2), maxItems: chance.below(5) }),
  () => ({ uniqueItems: true }),
  (_chance, inner) => ({ anyOf: [inner(), inner()] }),
  (_chance, inner) => ({ allOf: [inner(), inner()] }),
  (_chance, inner) => ({ oneOf: [inner(), inner()] }),
  (_chance, inner) => ({ not: inner() }),
  (chance) => ({ $ref: chance.pick(['#/$defs/one', '#/$defs/two']) }),
];

/** A schema; its references point to definitions that `randomSchema` puts into the root. */
function randomPart(chance: Chance, depth: number): unknown {
  if (depth === 0) return chance.pick([true, {}, { type: 'string' }, { type: 'integer' }, false]);
  const inner = () => randomPart(chance, depth - 1);
  return Object.assign({}, ...Array.from({ length: 1 + chance.below(3) }, () => chance.pick(KEYWORDS)(chance, inner)));
}

/** A root schema with the definitions `one` and `two`, which may refer to themselves. */
export function randomSchema(chance: Chance): Record<string, unknown> {
  const root = randomPart(chance, 3);
  return {
    ...(typeof root === 'object' ? root : {}),
    $defs: { one: randomPart(chance, 2), two: randomPart(chance, 1) },
  };
}
