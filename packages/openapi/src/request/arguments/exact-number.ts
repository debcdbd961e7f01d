// Carries numbers by their digits, and writes JSON that holds them.

/** A number that is written digit by digit as it was given. */
export class ExactNumber {
  readonly text: string;

  /** `text` is a number as JSON writes it. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What engines hand to a reviver as the third argument; older ones do not. */
interface SourceContext {
  readonly source?: string;
}

type SourceReviver = (key: string, value: unknown, context?: SourceContext) => unknown;

/** JSON as `JSON.stringify` writes it, with the digits of exact numbers unchanged. */
export function writeJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`).join(',')}}`;
}

/** The value a JSON text holds, with exact numbers where a double would change the digits, or might have; `undefined` if it is no JSON. */
export function readJson(text: string): unknown {
  const keepDigits: SourceReviver = (_key, value, context) =>
    typeof value === 'number' && context?.source !== undefined && (losesDigits(context.source) || isRounded(value))
      ? new ExactNumber(context.source)
      : value;
  try {
    return JSON.parse(text, keepDigits) as unknown;
  } catch {
    // Not JSON, or nested too deeply to be an argument: the text stays what it is.
    return undefined;
  }
}

/** Whether a double changes a number as JSON writes it: more digits than it keeps, or a size that makes it infinite or nothing. */
export function losesDigits(source: string): boolean {
  const digits = source.replaceAll(/[eE].*|\D/g, '');
  const value = Number(source);
  if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(digits))) return true;
  return digits.length > 15 && String(value) !== source;
}

/** Whether a whole number lies where several of them share one double: it may be what is left of another one. */
export function isRounded(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}
