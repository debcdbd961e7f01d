// Names tools: for every client, without regard to order.
import { createHash } from 'node:crypto';
import { DocumentError } from '../document-error.ts';
import type { OperationHead } from '../ir/operation.ts';

const SUFFIX = 8;

/** Checks a name budget. Throws `DocumentError` `option_invalid`. */
export function checkNameBudget(budget: number): number {
  if (Number.isInteger(budget) && budget >= 12 && budget <= 128) return budget;
  throw new DocumentError('option_invalid', `A name budget of ${budget} cannot be kept.`, {
    next: 'Choose a whole number from 12 to 128.',
  });
}

/**
 * One name for each operation, in their order: letters, digits, `_` and `-`, a letter first, at most `budget` long, unique without regard to case. A name is the
 * one of `x-mcp`, or the operationId, or method and path; where it had to be cut, or two would be equal, a hash of method and path is added. So a name depends on the operation and on
 * those it would be confused with, never on order; a name that needed no mending is not taken away by one that did.
 */
export function nameTools(operations: readonly OperationHead[], budget: number): readonly string[] {
  const drafts = operations.map((operation) => draft(operation, budget));
  const exact = count(drafts.filter((name) => name.exact));
  const all = count(drafts);
  const names = drafts.map((name, index) => {
    const key = name.text.toLowerCase();
    const alone = all.get(key) === 1 || (name.exact && exact.get(key) === 1);
    return alone ? name.text : withHash(name.text, operations[index]!, { budget, length: SUFFIX });
  });
  return separate(names, operations, budget);
}

/** Lengthens the hash of names that are still equal: a name may by chance look like another one with its hash. */
function separate(names: readonly string[], operations: readonly OperationHead[], budget: number): readonly string[] {
  let separated = names;
  for (let length = SUFFIX + 2; length <= budget - 2; length += 2) {
    const counts = count(separated.map((text) => ({ text })));
    if (counts.size === names.length) return separated;
    separated = separated.map((text, index) =>
      counts.get(text.toLowerCase()) === 1 ? text : withHash(text, operations[index]!, { budget, length }),
    );
  }
  return separated;
}

function draft(operation: OperationHead, budget: number): { readonly text: string; readonly exact: boolean } {
  const id = operation.overrides?.name ?? operation.operationId ?? '';
  const fromId = clean(id);
  const text = fromId === '' ? clean(`${operation.method.toLowerCase()}_${operation.path}`) : fromId;
  const whole = lead(text === '' ? withHash('tool', operation, { budget, length: SUFFIX }) : text);
  if (whole.length > budget) return { text: withHash(whole, operation, { budget, length: SUFFIX }), exact: false };
  return { text: whole, exact: whole === id };
}

/** Accents are dropped, everything else that clients refuse becomes an underscore. */
function clean(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return plain
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/_{2,}/g, '_')
    .replaceAll(/^[_-]+|[_-]+$/g, '');
}

/** Some clients want a letter first. */
function lead(text: string): string {
  return /^[A-Za-z]/.test(text) ? text : `op_${text}`;
}

function withHash(
  text: string,
  operation: OperationHead,
  room: { readonly budget: number; readonly length: number },
): string {
  const hash = createHash('sha256')
    .update(`${operation.method.toUpperCase()} ${operation.path}`)
    .digest('hex')
    .slice(0, room.length);
  const head = text.slice(0, room.budget - room.length - 1).replaceAll(/[_-]+$/g, '');
  return `${head}_${hash}`;
}

function count(names: readonly { readonly text: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of names) counts.set(text.toLowerCase(), (counts.get(text.toLowerCase()) ?? 0) + 1);
  return counts;
}
