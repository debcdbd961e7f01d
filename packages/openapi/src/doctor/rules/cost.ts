// Finds what costs many tokens: a list of tools beyond its budget, and the dearest tools.
import { below } from '../../resolve/documents.ts';
import { listingCost } from '../listing-cost.ts';
import type { ExaminedDocument } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';

/** Tokens from which one tool is worth a word. */
const DEAR = 2_000;
/** Tools that are named. */
const NAMED = 10;

/** What the list of tools costs, where it is much. */
export function examineCost({ operations, root, listBudget }: ExaminedDocument): readonly Finding[] {
  const costs = operations
    .flatMap(({ plan, place }) => (plan ? [{ name: plan.name, place, tokens: listingCost(plan) }] : []))
    .toSorted((left, right) => right.tokens - left.tokens);
  const total = costs.reduce((sum, { tokens }) => sum + tokens, 0);
  const dearest = costs.slice(0, 3).map(({ name, tokens }) => `${name} (${tokens})`);
  const findings = costs
    .filter(({ tokens }) => tokens >= DEAR)
    .slice(0, NAMED)
    .map(({ name, place, tokens }) =>
      findAt(place, {
        code: 'tool_costly',
        severity: 'note',
        message: `The tool ${name} costs about ${tokens} tokens in the list.`,
        advice: 'Shorten its descriptions, or leave parts of its body out.',
      }),
    );
  if (total <= listBudget) return findings;
  return [
    findAt(below(root, 'paths'), {
      code: 'list_over_budget',
      severity: 'note',
      message: `Listing ${costs.length} tools costs about ${total} tokens, and the budget is ${listBudget}; the dearest: ${dearest.join(', ')}.`,
      advice: 'Choose operations with --include and --exclude; otherwise they are searched instead of listed.',
    }),
    ...findings,
  ];
}
