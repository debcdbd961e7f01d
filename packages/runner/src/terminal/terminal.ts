// Owns what is known of a terminal: whether it is one, how wide it is, and whether it wants colours.

/** A stream that may be a terminal; `process.stdout` is one. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done?: (error?: Error | null) => void): unknown;
}

/** Gives texts their looks; without colours they stay what they are. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Columns of a terminal that does not say how wide it is, and of what is no terminal. */
const USUAL_WIDTH = 80;
/** Wider lines are hard to read, and tables stop growing. */
const WIDEST = 200;

/** Columns that a line may have. What is no terminal gets long lines, for nobody wraps them there. */
export function widthOf({ isTTY, columns }: Terminal): number {
  return isTTY ? Math.min(columns ?? USUAL_WIDTH, WIDEST) : WIDEST;
}

/** The looks for a stream: none where it is no terminal, where NO_COLOR says so (no-color.org), and on dumb terminals. */
export function paintFor({ isTTY }: Terminal, env: Readonly<Record<string, string | undefined>>): Paint {
  const plain = isTTY !== true || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  const look = (code: number) => (text: string) => (plain || text === '' ? text : `\u001B[${code}m${text}\u001B[0m`);
  return { bold: look(1), dim: look(2), red: look(31), yellow: look(33) };
}

/** Writes and waits until it is gone: a process that ends must not cut off what a pipe has not taken yet. Whoever closes the stream loses the rest, that is all. */
export function print(terminal: Terminal, text: string): Promise<void> {
  return new Promise((resolve) => {
    terminal.write(text, () => resolve());
  });
}

/** A line beside what was asked for: for people, so on standard error. */
export function remark(stderr: Terminal, text: string): Promise<void> {
  return print(stderr, `${text}\n`);
}

/** A text of a document on one line: it neither steers the terminal nor looks like lines of ours. */
export function printable(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(
      /\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu,
      (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
