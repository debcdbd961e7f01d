// Owns the text of `inspect --cost`: what each tool costs a model, the dearest first.
import { estimateTokens, type ToolPlan } from '@mcpm/openapi';
import { textTable } from '../../terminal/text-table.ts';
import { paintFor, widthOf } from '../../terminal/terminal.ts';
import type { Overview, Screen } from './overview-text.ts';

const COLUMNS = [
  { title: 'TOOL', shrinks: true },
  { title: 'TOKENS', right: true },
  { title: 'SHARE', right: true },
  { title: 'WORDS', right: true },
  { title: 'INPUT', right: true },
] as const;

/** A table with the tokens of each tool, of its descriptions and of its input schema. The tokens are estimates. */
export function costText({ tools, lazy, options }: Overview, { stdout, env }: Screen): string {
  const paint = paintFor(stdout, env);
  const total = tools.reduce((sum, { tokens }) => sum + tokens, 0);
  const rows = tools
    .toSorted((left, right) => right.tokens - left.tokens)
    .map(({ plan, tokens }) => [
      plan.name,
      String(tokens),
      `${((tokens / Math.max(1, total)) * 100).toFixed(1)} %`,
      String(wordsOf(plan)),
      String(estimateTokens(JSON.stringify(plan.inputSchema))),
    ]);
  const [titles = '', ...table] = textTable(COLUMNS, rows, widthOf(stdout));
  return [
    paint.dim(titles),
    ...table,
    '',
    `${total} tokens for ${tools.length} tools; --list-budget is ${options.listBudget}: the list is ${lazy ? 'searched' : 'sent whole'}.`,
    'Estimates: within 15 % of the tokenizers of current models on lists of tools.',
    '',
  ].join('\n');
}

function wordsOf({ title = '', description }: ToolPlan): number {
  return estimateTokens(`${title} ${description}`);
}
