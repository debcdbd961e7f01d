// Owns what `q` means: text whatever its case, or a pattern between slashes, which gets a limited time to run.
import { createContext, Script } from 'node:vm';
import { McpmError, type LogLine } from '@mcpm/domain';

/** Milliseconds a pattern may take for one batch. */
const PATTERN_TIME = 250;

/** Characters of one batch. */
const BATCH = 256 * 1024;

/** Keeps the lines whose text `q` means. */
export interface TextSearch {
  /** A text in lower case that every match contains whatever its case, if there is one: a cheap first look. */
  readonly needle: string | undefined;
  /** The matching lines, in order. Throws `validation_failed` with the pointer `/q` when a pattern takes too long. */
  select(lines: readonly LogLine[]): readonly LogLine[];
}

/** The search that `q` asks for. Throws `validation_failed` with the pointer `/q` for an invalid pattern. */
export function textSearch(q: string | undefined): TextSearch {
  if (q === undefined || q === '') return { needle: undefined, select: (lines) => lines };
  const written = /^\/(.+)\/(i?)$/s.exec(q);
  if (written !== null) return patternSearch(compile(written[1] ?? '', written[2] ?? ''));
  const needle = q.toLowerCase();
  return { needle, select: (lines) => lines.filter((line) => line.text.toLowerCase().includes(needle)) };
}

function compile(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    throw refusal(cause instanceof Error ? cause.message : 'The pattern is invalid.', cause);
  }
}

function patternSearch(pattern: RegExp): TextSearch {
  // A pattern may need exponential time (CWE-1333) for a short line; only a script of its own can be ended from outside.
  const context = createContext({ pattern, texts: [] as string[] });
  const script = new Script('texts.map((text) => pattern.test(text))');
  const test = (texts: readonly string[]): readonly boolean[] => {
    context['texts'] = texts;
    try {
      return script.runInContext(context, { timeout: PATTERN_TIME }) as boolean[];
    } catch (cause) {
      throw refusal(`The pattern takes longer than ${PATTERN_TIME} ms; write a simpler one.`, cause);
    }
  };
  return {
    needle: undefined,
    select: (lines) =>
      batches(lines).flatMap((batch) => {
        const found = test(batch.map((line) => line.text));
        return batch.filter((_, index) => found[index]);
      }),
  };
}

function batches(lines: readonly LogLine[]): LogLine[][] {
  const result: LogLine[][] = [];
  let room = 0;
  for (const line of lines) {
    const last = result.at(-1);
    if (last === undefined || line.text.length > room) {
      result.push([line]);
      room = BATCH - line.text.length;
    } else {
      last.push(line);
      room -= line.text.length;
    }
  }
  return result;
}

const refusal = (message: string, cause: unknown) =>
  new McpmError('validation_failed', `/q: ${message}`, { cause, faults: [{ pointer: '/q', message }] });
