// Owns picking the elements of a JSON answer that match a filter.
import { joinPointer } from '../../load/json-pointer.ts';
import { findItems } from './item-list.ts';
import { pointerOf, stepsOf } from './json-path.ts';
import { childOf, childrenOf, compact, kindOf, scalarText, sourceOf, type JsonSpan } from './json-span.ts';

/** What matched. */
export interface FilteredJson {
  /** `{"matches":2,"of":5000,"in":"/items","found":[{"at":"/items/3","value":…},…]}`, values as they came. */
  readonly text: string;
  readonly matches: number;
}

/** The characters of all matches that are written; the others are only counted. */
const MAX_TEXT = 2_000_000;
/** Arrays in arrays that a field is looked for in. */
const MAX_DEPTH = 50;

/**
 * The elements of a list that match: `field=value` (the field a path in the element, arrays on the way meaning any of theirs; the value as it stands), or any other text, which
 * is searched for in the elements without regard to case. The list is the array at `start`, else the items in the envelope at `start`, else the members of the object there.
 * A `field=` that no element has is searched for as text.
 */
export function filterJson(start: JsonSpan, filter: string, startPointer = ''): FilteredJson {
  const list = findItems(start) ?? { span: start, steps: [] };
  const at = startPointer + pointerOf(list.steps);
  const field = /^([^=\s]+)=(.*)$/s.exec(filter.trim());
  if (field) {
    const steps = stepsOf(field[1]!);
    let known = false;
    const result = pick(list.span, at, (element) => {
      const values = [...valuesAt(element, steps, 0)];
      known ||= values.length > 0;
      return values.some((value) => scalarText(value) === field[2]);
    });
    if (known) return result;
  }
  const wanted = filter.trim().toLowerCase();
  return pick(list.span, at, (element) => searchable(element).includes(wanted));
}

function pick(list: JsonSpan, at: string, matches: (element: JsonSpan) => boolean): FilteredJson {
  const found: string[] = [];
  let count = 0;
  let total = 0;
  let size = 0;
  for (const element of childrenOf(list)) {
    total += 1;
    if (!matches(element)) continue;
    count += 1;
    if (size > MAX_TEXT) continue;
    const text = `{"at":${JSON.stringify(joinPointer(at, element.key))},"value":${compact(element)}}`;
    size += text.length;
    found.push(text);
  }
  const head = `"matches":${count},"of":${total},"in":${JSON.stringify(at)}`;
  return { text: `{${head},"found":[${found.join(',')}]}`, matches: count };
}

function* valuesAt(span: JsonSpan, steps: readonly string[], depth: number): Generator<JsonSpan, void> {
  const [step, ...rest] = steps;
  if (step === undefined) {
    if (kindOf(span) === 'array') yield* childrenOf(span);
    else yield span;
    return;
  }
  const child = childOf(span, step);
  if (child) {
    yield* valuesAt(child, rest, depth + 1);
  } else if (kindOf(span) === 'array' && depth < MAX_DEPTH) {
    for (const element of childrenOf(span)) yield* valuesAt(element, steps, depth + 1);
  }
}

/** The text of an element in lower case; escaped letters as they are read. */
function searchable(element: JsonSpan): string {
  const source = sourceOf(element);
  const read = source.includes('\\u')
    ? source.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : source;
  return read.toLowerCase();
}
