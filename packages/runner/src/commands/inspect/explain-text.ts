// Owns the text of `inspect --explain`: for each operation whether it is in, and why.
import type { CompiledDocument, OperationDecision } from '@mcpm/openapi';
import { textTable } from '../../terminal/text-table.ts';
import { paintFor, printable, widthOf } from '../../terminal/terminal.ts';
import type { Screen } from './overview-text.ts';

const COLUMNS = [
  { title: '' },
  { title: 'OPERATION', shrinks: true },
  { title: 'TOOL', shrinks: true },
  { title: 'WHY', shrinks: true },
] as const;

/** One line for each operation, in the order of the document. */
export function explainText({ decisions }: CompiledDocument, { stdout, env }: Screen): string {
  const rows = decisions.map((decision) => [
    decision.included ? 'in' : 'out',
    printable(`${decision.method} ${decision.path}`),
    decision.tool ?? '',
    why(decision),
  ]);
  const [titles = '', ...table] = textTable(COLUMNS, rows, widthOf(stdout));
  const kept = decisions.filter(({ included }) => included).length;
  return [paintFor(stdout, env).dim(titles), ...table, '', `${kept} in, ${decisions.length - kept} out`, ''].join('\n');
}

/** The rule in words. */
function why({ rule }: OperationDecision): string {
  switch (rule) {
    case 'default':
      return 'nothing is against it';
    case '--include':
      return 'no --include matches';
    case 'read-only':
      return 'it does not only read (--read-only)';
    case 'unreadable':
      return 'it cannot be compiled; inspect says why';
    case 'x-mcp hidden':
      return 'x-mcp says hidden';
    default:
      return `${rule} matches`;
  }
}
