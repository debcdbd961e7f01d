// Finds operations whose names serve a client badly: none, the same twice, cut, or too long for some clients.
import { textOf } from '../../load/json-object.ts';
import type { ExaminedDocument, WrittenOperation } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';
import { updateAt } from '../overlay-fix.ts';
import { shortName, wordsOf } from '../operation-words.ts';

/** Longer names of tools are hidden or cut by clients that put the name of the server in front (Cursor: 60 together, VS Code: 64). */
const PORTABLE = 45;

/** What is wrong with the names of operations. */
export function examineNames({ operations }: ExaminedDocument): readonly Finding[] {
  const taken = new Set(operations.flatMap(({ plan }) => (plan ? [plan.name.toLowerCase()] : [])));
  const first = new Map<string, WrittenOperation>();
  return operations.flatMap((operation) => {
    const id = textOf(operation.fields['operationId']);
    const earlier = id === undefined ? undefined : first.get(id);
    if (id !== undefined && !earlier) first.set(id, operation);
    if (id === undefined) return [missing(operation, taken)];
    if (earlier) return [duplicate(operation, { id, earlier, taken })];
    return long(operation, id, taken);
  });
}

function missing(operation: WrittenOperation, taken: Set<string>): Finding {
  const named = operation.plan?.name ?? '';
  const portable = named !== '' && named.length <= PORTABLE;
  const operationId = portable ? named : free(shortName(routeOf(operation)), taken);
  return findAt(operation.place, {
    code: 'operation_id_missing',
    severity: 'note',
    message: `${operation.method} ${operation.path} has no operationId; its tool is named after its path.`,
    advice: `Give it one, such as "${operationId}".`,
    fix: updateAt(operation.place, { operationId }),
  });
}

function duplicate(
  operation: WrittenOperation,
  { id, earlier, taken }: { readonly id: string; readonly earlier: WrittenOperation; readonly taken: Set<string> },
): Finding {
  const operationId = free(shortName(routeOf(operation)), taken);
  return findAt(operation.place, {
    code: 'operation_id_duplicate',
    severity: 'warning',
    message: `The operationId "${id}" is also that of ${earlier.method} ${earlier.path}; the tools get names with a hash.`,
    advice: `Give each its own; "${operationId}" would do here.`,
    fix: updateAt(operation.place, { operationId }),
  });
}

function long(operation: WrittenOperation, id: string, taken: Set<string>): readonly Finding[] {
  const name = operation.plan?.name;
  if (name === undefined || name.length <= PORTABLE) return [];
  const cut = /_[0-9a-f]{8,}$/.test(name) && !id.endsWith(name.slice(-9));
  const short = free(shortName(id), taken);
  return [
    findAt(operation.place, {
      code: cut ? 'tool_name_cut' : 'tool_name_long',
      severity: cut ? 'warning' : 'note',
      message: cut
        ? `The name of "${id}" is too long and was cut to "${name}".`
        : `The name "${name}" has ${name.length} characters; clients that put the name of the server before it hide or cut names over ${PORTABLE}.`,
      advice: `Name the tool with x-mcp, such as "${short}".`,
      fix: updateAt(operation.place, { 'x-mcp': { name: short } }),
    }),
  ];
}

function routeOf({ method, path }: WrittenOperation): string {
  return `${method.toLowerCase()} ${wordsOf(path).join(' ')}`;
}

/** The name, numbered if it is taken; taken from then on. */
function free(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate.toLowerCase()); number += 1) candidate = `${name.slice(0, 36)}_${number}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}
