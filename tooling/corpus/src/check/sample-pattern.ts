// Writes a text that fits a regular expression of the simple kind that documents use; pure.

/** A text that the pattern matches, what may be repeated `more` times more often than it must; `undefined` where the pattern uses what is not understood here (such as lookaround), or repeats too much. */
export function samplePattern(pattern: string, more = 0): string | undefined {
  const reader = new PatternReader(pattern, more);
  const text = reader.alternatives();
  return text !== undefined && reader.isDone && new RegExp(pattern, 'u').test(text) ? text : undefined;
}

/** What the shorthand classes are sampled as. */
const SHORTHANDS: Readonly<Record<string, string>> = {
  d: '0',
  D: 'a',
  w: 'a',
  W: '-',
  s: ' ',
  S: 'a',
  b: '',
  B: '',
  n: '\n',
  r: '\r',
  t: '\t',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** Longest repetition that is written out. */
const MAX_REPEATS = 300;

/** Reads a pattern from left to right and writes the first text it allows. */
class PatternReader {
  readonly #pattern: string;
  readonly #more: number;
  #at = 0;

  constructor(pattern: string, more: number) {
    this.#pattern = pattern;
    this.#more = more;
  }

  get isDone(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** The first alternative that can be written. */
  alternatives(): string | undefined {
    let chosen = this.#sequence();
    while (this.#take('|')) {
      const next = this.#sequence();
      chosen ??= next;
    }
    return chosen;
  }

  #sequence(): string | undefined {
    let text: string | undefined = '';
    while (!this.isDone && !'|)'.includes(this.#peek())) {
      const atom = this.#atom();
      const times = this.#times();
      if (atom === undefined || times === undefined) text = undefined;
      else if (text !== undefined) text += atom.repeat(times);
    }
    return text;
  }

  #atom(): string | undefined {
    const character = this.#next();
    if (character === '^' || character === '$') return '';
    if (character === '.') return 'a';
    if (character === '[') return this.#class();
    if (character === '(') return this.#group();
    return character === '\\' ? this.#escape() : character;
  }

  #group(): string | undefined {
    const looks = /^\?(<?[=!])/.exec(this.#pattern.slice(this.#at, this.#at + 3)) !== null;
    const name = /^\?(?::|<[^>=!]+>)/.exec(this.#pattern.slice(this.#at, this.#at + 80));
    this.#at += name?.[0].length ?? 0;
    const inside = this.alternatives();
    this.#take(')');
    return looks ? undefined : inside;
  }

  #escape(): string | undefined {
    const character = this.#next();
    if (/[1-9]/.test(character)) return undefined;
    if (character === 'x' || character === 'u') return this.#code(character);
    if (character !== 'p' && character !== 'P') return SHORTHANDS[character] ?? character;
    const name = /^\{([^}]*)\}/.exec(this.#pattern.slice(this.#at));
    this.#at += name?.[0].length ?? 0;
    const samples = ['a', 'A', '1', ' ', '-', '$', '\n', '́', 'あ', '😀'];
    return samples.find((sample) => name && new RegExp(`^\\${character}{${name[1]}}$`, 'u').test(sample));
  }

  #code(kind: string): string | undefined {
    const digits = (kind === 'x' ? /^[0-9a-f]{2}/i : /^(?:[0-9a-f]{4}|\{[0-9a-f]+\})/i).exec(
      this.#pattern.slice(this.#at),
    );
    this.#at += digits?.[0].length ?? 0;
    return digits ? String.fromCodePoint(Number.parseInt(digits[0].replaceAll(/[{}]/g, ''), 16)) : undefined;
  }

  /** One character of a class: the first of some everyday ones that the class as a whole allows. */
  #class(): string | undefined {
    const start = this.#at - 1;
    this.#take('^');
    for (let first = true; !this.isDone && (first || this.#peek() !== ']'); first = false) {
      if (this.#peek() === ']') break;
      if (this.#next() === '\\') this.#next();
    }
    this.#next();
    const body = this.#pattern.slice(start, this.#at);
    const whole = new RegExp(`^${body}$`, 'u');
    const written = `aA0b1-_./: ${body.slice(1, -1)}\u00e9\u3042`;
    return Array.from(written).find((character) => whole.test(character));
  }

  #times(): number | undefined {
    if (this.#take('?')) return this.#lazy(0);
    if (this.#take('*')) return this.#lazy(this.#more);
    if (this.#take('+')) return this.#lazy(1 + this.#more);
    const braces = /^\{(\d+)(,\d*)?\}/.exec(this.#pattern.slice(this.#at));
    this.#at += braces?.[0].length ?? 0;
    if (!braces) return 1;
    const least = Number(braces[1]);
    const most = braces[2] === undefined ? least : Number(braces[2].slice(1) || MAX_REPEATS);
    return least > MAX_REPEATS ? undefined : this.#lazy(Math.min(most, least + this.#more));
  }

  #lazy(times: number): number {
    this.#take('?');
    return times;
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? '';
  }

  #next(): string {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return character;
  }

  #take(character: string): boolean {
    const here = this.#peek() === character;
    if (here) this.#at += 1;
    return here;
  }
}
