// Owns tables of text: columns as wide as their widest cell, the one that may shrink cut to what the width leaves.

/** How a column is set. */
export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly right?: true;
  /** Gives way where the line is too long. */
  readonly shrinks?: true;
}

const GAP = 2;
/** Characters a column keeps in any case. */
const NARROWEST = 12;

/** The lines of a table, its titles first; no line ends with blanks. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widest = columns.map((_column, index) => Math.max(...lines.map((cells) => (cells[index] ?? '').length)));
  const widths = shrink(columns, widest, width - GAP * (columns.length - 1));
  return lines.map((cells) =>
    columns
      .map(({ right }, index) => {
        const cell = cut(cells[index] ?? '', widths[index] ?? 0);
        return right ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** The widest of the columns that may shrink gives way until the line fits. */
function shrink(columns: readonly Column[], widest: readonly number[], room: number): readonly number[] {
  const widths = [...widest];
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over -= 1) {
    const flexible = widths.map((one, index) => (columns[index]?.shrinks && one > NARROWEST ? one : 0));
    const largest = Math.max(...flexible);
    if (largest === 0) break;
    widths[flexible.indexOf(largest)] = largest - 1;
  }
  return widths;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** Text in lines of at most `width` characters, each after the first indented by `indent`. */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (line !== '' && next.length + (lines.length > 0 ? indent.length : 0) > width) {
      lines.push(line);
      line = word;
    } else line = next;
  }
  lines.push(line);
  return lines.map((one, index) => (index === 0 ? one : `${indent}${one}`));
}
