// Reads one rule of a filter.
import { DocumentError } from '../document-error.ts';
import type { OperationHead } from '../ir/operation.ts';
import type { JsonObject } from '../load/json-object.ts';

/** What rules look at: the head of an operation, and its own fields over those of its path item, which are only looked up by the rules that need them. */
export interface FilterSubject extends OperationHead {
  readonly fields: () => JsonObject;
}

/** Whether a rule speaks of an operation. */
export type RuleTest = (operation: FilterSubject) => boolean;

/** Reads a rule such as `tag:pets`. Throws `DocumentError` `option_invalid`. */
export function parseRule(rule: string): RuleTest {
  const colon = rule.indexOf(':');
  const kind = rule.slice(0, colon).trim();
  const value = rule.slice(colon + 1).trim();
  const test = colon > 0 && value !== '' ? testOf(kind, value) : undefined;
  if (test) return test;
  throw new DocumentError('option_invalid', `The filter entry "${rule}" cannot be read.`, {
    next: 'Write tag:<name>, method:<name>, path:<glob>, operation:<glob>, deprecated:true|false or extension:x-<name>.',
  });
}

function testOf(kind: string, value: string): RuleTest | undefined {
  switch (kind) {
    case 'tag':
      return ({ tags }) => tags.some((tag) => tag.toLowerCase() === value.toLowerCase());
    case 'method':
      return ({ method }) => method === value.toUpperCase();
    case 'path':
      return matchWith(value, ({ path }) => path);
    case 'operation':
      return matchWith(value, ({ operationId }) => operationId);
    case 'deprecated':
      if (value !== 'true' && value !== 'false') return undefined;
      return ({ fields }) => (fields()['deprecated'] === true) === (value === 'true');
    case 'extension':
      // An extension that says false or null is one that is switched off.
      return value.startsWith('x-') ? ({ fields }) => isSet(fields(), value) : undefined;
    default:
      return undefined;
  }
}

function isSet(fields: JsonObject, name: string): boolean {
  return Object.hasOwn(fields, name) && fields[name] !== null && fields[name] !== false;
}

function matchWith(glob: string, pick: (operation: OperationHead) => string | undefined): RuleTest {
  const pattern = globPattern(glob);
  return (operation) => {
    const value = pick(operation);
    return value !== undefined && pattern.test(value);
  };
}

/** `**` is anything, `*` anything but a slash, `?` one character but a slash. */
function globPattern(glob: string): RegExp {
  const source = glob.replaceAll(/\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 'su');
}
