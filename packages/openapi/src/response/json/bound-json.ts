// Owns the shortened view of a JSON answer: valid JSON within a budget, its structure kept, what is left out counted.
import { joinPointer } from '../../load/json-pointer.ts';
import { fits, fittingEnd, tokensAtMost } from '../../tokens/token-bound.ts';
import { childrenOf, compact, countChildren, kindOf, scalarText, type JsonSpan } from './json-span.ts';
import { shareOut } from './share-out.ts';

/** A view of a JSON value. */
export interface JsonView {
  /** JSON without blanks between its values. */
  readonly text: string;
  /** Pointer of the first part that is not there in full; absent if all is there. */
  readonly firstCut?: string;
}

/** Tokens in which anything can be shown, if only by its size. */
const LEAST = 14;
/** Tokens in which something can be said of one of many elements or members. */
const READABLE = 60;
/** Elements among which an array's budget is shared fairly; of longer arrays the first ones are shown, each with at most such a share. */
const SHARERS = 10;
/** Members of an object that are looked at. */
const MAX_MEMBERS = 1_000;
const MAX_DEPTH = 40;
/** Characters that are gone through, level by level; a large answer that nests deeply would hold up every other call. */
const MAX_WORK = 50_000_000;

/** A part, and what its view may cost. */
interface Part {
  readonly span: JsonSpan;
  readonly pointer: string;
  readonly depth: number;
  readonly tokens: number;
}

/**
 * A view that costs at most `tokens` (at least 30). `…` marks what is left out: an array shows its first elements and ends with `"… 1940 more of 2000"`, a long string ends with
 * `… (+5120 characters)`, an object without room for all members ends with `"…": "12 more keys: id, name"`. What is shown of numbers and strings is written as it came.
 */
export function boundJson(root: JsonSpan, tokens: number): JsonView {
  // The parts are counted one by one and together they may cost a little more.
  for (let room = Math.max(tokens, 30); ; room = Math.floor(room * 0.9)) {
    const viewer = new Viewer();
    const text = viewer.view({ span: root, pointer: '', depth: 0, tokens: room });
    if (room >= 20 && !fits(text, tokens)) continue;
    return viewer.firstCut === undefined ? { text } : { text, firstCut: viewer.firstCut };
  }
}

class Viewer {
  firstCut: string | undefined;
  #work = 0;

  view(part: Part): string {
    const whole = wholeWithin(part.span, part.tokens);
    if (whole !== undefined) return whole;
    const kind = kindOf(part.span);
    if (kind === 'object' || kind === 'array') return this.#container(part, kind);
    this.firstCut ??= part.pointer;
    return JSON.stringify(shortString(scalarText(part.span), part.tokens));
  }

  #container(part: Part, kind: 'object' | 'array'): string {
    this.#work += part.span.end - part.span.start;
    if (this.#work <= MAX_WORK) return kind === 'object' ? this.#object(part) : this.#array(part);
    this.firstCut ??= part.pointer;
    return kind === 'object' ? '{"…":"keys"}' : '["… elements"]';
  }

  #array({ span, pointer, depth, tokens }: Part): string {
    const count = countChildren(span);
    let left = tokens - 2 - tokensAtMost(`,"… ${count} more of ${count}"`);
    const fair = count <= SHARERS && left >= count * (LEAST + 1);
    const most = fair ? left : Math.max(left / SHARERS, READABLE);
    const shares = fair
      ? shareOut(
          [...childrenOf(span)].map((child) => costUpTo(child, left)),
          left - count,
        )
      : [];
    const shown: string[] = [];
    for (const child of depth < MAX_DEPTH ? childrenOf(span) : []) {
      const room = shares[shown.length] ?? Math.min(most, left);
      // What cannot be shown as the ones before it, is counted: half an element at the end helps nobody.
      if (!fair && costUpTo(child, shown.length === 0 ? LEAST : most) > left) break;
      const text = this.view({ span: child, pointer: joinPointer(pointer, child.key), depth: depth + 1, tokens: room });
      left -= tokensAtMost(text) + 1;
      shown.push(text);
    }
    if (shown.length === count) return `[${shown.join(',')}]`;
    this.firstCut ??= joinPointer(pointer, shown.length);
    const rest = shown.length === 0 ? `… ${count} elements` : `… ${count - shown.length} more of ${count}`;
    return `[${[...shown, JSON.stringify(rest)].join(',')}]`;
  }

  #object({ span, pointer, depth, tokens }: Part): string {
    const { members, count } = firstMembers(span, tokens);
    const kept = depth < MAX_DEPTH ? membersThatFit(members, count, tokens - 2) : 0;
    const spent = members.slice(0, kept).reduce((sum, { label }) => sum + tokensAtMost(label) + 1, 0);
    const forRest = kept === count ? 0 : Math.min(tokens / 4, 120);
    const shares = shareOut(
      members.slice(0, kept).map(({ cost }) => cost),
      Math.max(0, tokens - 2 - spent - forRest),
    );
    const shown = members.slice(0, kept).map(({ child, label }, index) => {
      const inside = {
        span: child,
        pointer: joinPointer(pointer, child.key),
        depth: depth + 1,
        tokens: shares[index]!,
      };
      return label + this.view(inside);
    });
    if (kept === count) return `{${shown.join(',')}}`;
    const firstOut = members[kept];
    this.firstCut ??= firstOut === undefined ? pointer : joinPointer(pointer, firstOut.child.key);
    const left = kept === 0 ? tokens - 4 : forRest;
    const names = members.slice(kept).map(({ child }) => child.key);
    const marker = members.some(({ child }) => child.key === '…') ? '……' : '…';
    return `{${[...shown, `"${marker}":${listKeys(names, count - kept, { more: kept > 0, tokens: left })}`].join(',')}}`;
  }
}

interface Member {
  readonly child: JsonSpan & { readonly key: string };
  /** The key as it stands before the value. */
  readonly label: string;
  /** Tokens of the value, or the budget if it costs more. */
  readonly cost: number;
}

function firstMembers(span: JsonSpan, tokens: number): { readonly members: readonly Member[]; readonly count: number } {
  const members: Member[] = [];
  let count = 0;
  for (const child of childrenOf(span)) {
    count += 1;
    if (members.length < MAX_MEMBERS)
      members.push({ child, label: `${JSON.stringify(child.key)}:`, cost: costUpTo(child, tokens) });
  }
  return { members, count };
}

/** How many of the first members are shown: all if there is room for the size of each; else as many as can be read, with room for a list of the others. */
function membersThatFit(members: readonly Member[], count: number, tokens: number): number {
  const labels = members.map(({ label }) => tokensAtMost(label) + 1);
  const within = (room: number, least: number): number => {
    let left = room;
    const out = members.findIndex(({ cost }, index) => (left -= labels[index]! + Math.min(cost, least)) < 0);
    return out === -1 ? members.length : out;
  };
  if (members.length === count && within(tokens, LEAST) === count) return count;
  const room = tokens - Math.min(tokens / 4, 120) - LEAST / 2;
  return within(room, READABLE) || within(room, LEAST);
}

function listKeys(
  names: readonly string[],
  count: number,
  { more, tokens }: { readonly more: boolean; readonly tokens: number },
): string {
  const said = `${count} ${more ? 'more ' : ''}${count === 1 ? 'key' : 'keys'}`;
  let list = said;
  for (const [index, name] of names.entries()) {
    const longer = `${list}${index === 0 ? ': ' : ', '}${name}`;
    if (!fits(JSON.stringify(`${longer}, …`), tokens - 4)) return JSON.stringify(index === 0 ? said : `${list}, …`);
    list = longer;
  }
  return JSON.stringify(names.length < count && names.length > 0 ? `${list}, …` : list);
}

/** The compact text of a value that costs no more than that; what is far too long is not looked at. */
function wholeWithin(span: JsonSpan, tokens: number): string | undefined {
  if (span.end - span.start > 32 * Math.max(tokens, 4)) return undefined;
  const text = compact(span);
  return fits(text, tokens) ? text : undefined;
}

function costUpTo(span: JsonSpan, tokens: number): number {
  const whole = wholeWithin(span, tokens);
  return whole === undefined ? tokens : tokensAtMost(whole);
}

function shortString(text: string, tokens: number): string {
  // Escapes are longer than what they stand for, so a first guess may be too long.
  for (let room = tokens - LEAST; room > 0; room = Math.floor(room * 0.8)) {
    const head = text.slice(0, fittingEnd(text, room));
    const shown = `${head}… (+${text.length - head.length} characters)`;
    if (head !== '' && fits(JSON.stringify(shown), tokens)) return shown;
  }
  return `… (${text.length} characters)`;
}
