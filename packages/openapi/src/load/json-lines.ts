// Finds the lines of JSON pointers in a JSON text, in one pass, without recursion.
import { splitPointer } from './json-pointer.ts';

/** A tree of wanted steps; `pointers` are those that end here. */
interface Wanted {
  readonly steps: Map<string, Wanted>;
  readonly pointers: string[];
}

/** One open object or list on the way down: `wanted` is absent where nothing below is looked for. */
interface Frame {
  readonly wanted: Wanted | undefined;
  readonly list: boolean;
  index: number;
}

/** The 1-based line of each pointer's key (or list item); of the nearest place above it if it is not there. `text` must be valid JSON. */
export function locateInJson(text: string, pointers: readonly string[]): ReadonlyMap<string, number> {
  const root = plant(pointers);
  const lines = new Map<string, number>();
  const scanner = new Scanner(text);
  const frames: Frame[] = [];
  const settle = (wanted: Wanted | undefined): void => {
    if (!wanted) return;
    for (const pointer of pointersBelow(wanted)) lines.set(pointer, scanner.line);
    unseen -= wanted.pointers.length;
  };
  let next: Wanted | undefined = root;
  let unseen = pointers.length;
  settle(root);
  for (let token = scanner.next(); token !== ''; token = scanner.next()) {
    if (unseen <= 0) break;
    const frame = frames.at(-1);
    if (token === '}' || token === ']') {
      frames.pop();
    } else if (token === ',') {
      if (frame) frame.index += 1;
      next = undefined;
    } else if (frame && !frame.list && token.startsWith('"') && scanner.isKey()) {
      next = frame.wanted?.steps.get(frame.wanted.steps.size > 0 ? String(JSON.parse(token)) : '');
      settle(next);
    } else {
      if (frame?.list) {
        next = frame.wanted?.steps.get(String(frame.index));
        settle(next);
      }
      if (token === '{' || token === '[') frames.push({ wanted: next, list: token === '[', index: 0 });
    }
  }
  return lines;
}

function plant(pointers: readonly string[]): Wanted {
  const root: Wanted = { steps: new Map(), pointers: [] };
  for (const pointer of pointers) {
    let node = root;
    for (const step of splitPointer(pointer)) {
      let below = node.steps.get(step);
      if (!below) {
        below = { steps: new Map(), pointers: [] };
        node.steps.set(step, below);
      }
      node = below;
    }
    node.pointers.push(pointer);
  }
  return root;
}

function* pointersBelow(wanted: Wanted): Generator<string> {
  const open = [wanted];
  for (let node = open.pop(); node; node = open.pop()) {
    yield* node.pointers;
    open.push(...node.steps.values());
  }
}

/** Cuts a JSON text into tokens; colons are swallowed, numbers and words come out as one token. */
class Scanner {
  line = 1;
  readonly #text: string;
  readonly #token = /\n|"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|[^\s"{}[\],:]+/g;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next token, or an empty string at the end. */
  next(): string {
    for (;;) {
      const match = this.#token.exec(this.#text);
      if (!match) return '';
      if (match[0] !== '\n') return match[0];
      this.line += 1;
    }
  }

  /** Whether a colon follows. */
  isKey(): boolean {
    let at = this.#token.lastIndex;
    while (/\s/.test(this.#text[at] ?? '')) at += 1;
    return this.#text[at] === ':';
  }
}
