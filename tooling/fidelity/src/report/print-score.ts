// Owns the score as text: the table by group, the failures, the closing line.
import type { Outcome } from '../run/run-pass.ts';
import type { Count, Score } from './score.ts';

const MOST_IDS = 5;

/** The table by group as Markdown; the last row is the sum. */
export function printTable({ groups, passes, passed, total }: Score): string {
  const head = ['group', 'cases', ...passes.map(({ name }) => name)];
  const rows = [
    ...groups.map((group) => [group.group, printCount(group), ...group.passes.map(printCount)]),
    ['all', printCount({ passed, total }), ...passes.map(printCount)],
  ];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** One block for each case that failed: its id, the passes with the same faults, and these. Cases that failed alike share a block. */
export function printFailures(failures: readonly Outcome[]): string {
  const texts = [...Map.groupBy(failures, ({ id }) => id)].map(([id, own]) => ({ id, text: describeFaults(own) }));
  const blocks = [...Map.groupBy(texts, ({ text }) => text)].map(([text, alike]) => {
    const ids = alike.map(({ id }) => id);
    const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
    return `${ids.slice(0, MOST_IDS).join(', ')}${more}\n${text}`;
  });
  return blocks.join('\n\n');
}

function describeFaults(outcomes: readonly Outcome[]): string {
  return [...Map.groupBy(outcomes, ({ faults }) => faults.join('\n')).values()]
    .flatMap((same) => [
      `  in ${same.map(({ pass }) => pass).join(', ')}:`,
      ...(same[0]?.faults ?? []).map((fault) => `    - ${fault}`),
    ])
    .join('\n');
}

/** `fidelity 312/312 (stdio 312/312, …)`. */
export function printScore({ passed, total, passes }: Score): string {
  return `fidelity ${passed}/${total} (${passes.map((pass) => `${pass.name} ${printCount(pass)}`).join(', ')})`;
}

function printCount({ passed, total }: Count): string {
  return `${passed}/${total}`;
}
