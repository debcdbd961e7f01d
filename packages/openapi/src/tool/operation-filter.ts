// Decides which operations become tools, and by which rule.
import { onlyReads } from './annotations.ts';
import { parseRule, type FilterSubject, type RuleTest } from './filter-rule.ts';

/**
 * Which operations become tools. Rules are `tag:<name>`, `method:<name>`, `path:<glob>`, `operation:<glob>`, `deprecated:true|false` and
 * `extension:x-<name>`; in a glob `*` stops at `/` and `**` does not. An operation is in if any `include` rule matches (or there is none) and no
 * `exclude` rule does.
 */
export interface OperationFilter {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Only operations that read: GET, HEAD, OPTIONS, QUERY, TRACE, unless their `readOnlyHint` in `x-mcp` says otherwise. Default false. */
  readonly readOnly?: boolean;
}

/**
 * Whether an operation is in, and the rule that said so: `x-mcp hidden`, `read-only`, `--exclude <rule>`, `--include <rule>`, `--include` (there are such rules and none
 * matched) or `default` (nothing speaks against it).
 */
export interface Verdict {
  readonly included: boolean;
  readonly rule: string;
}

/** Makes the test of a filter. Throws `DocumentError` `option_invalid` for a rule it cannot read. */
export function compileFilter(filter: OperationFilter = {}): (operation: FilterSubject) => Verdict {
  const include = (filter.include ?? []).map(named);
  const exclude = (filter.exclude ?? []).map(named);
  return (operation) => {
    if (operation.overrides?.hidden) return { included: false, rule: 'x-mcp hidden' };
    if (filter.readOnly && !onlyReads(operation)) return { included: false, rule: 'read-only' };
    const against = exclude.find(({ matches }) => matches(operation));
    if (against) return { included: false, rule: `--exclude ${against.rule}` };
    if (include.length === 0) return { included: true, rule: 'default' };
    const by = include.find(({ matches }) => matches(operation));
    return by ? { included: true, rule: `--include ${by.rule}` } : { included: false, rule: '--include' };
  };
}

function named(rule: string): { readonly rule: string; readonly matches: RuleTest } {
  return { rule: rule.trim(), matches: parseRule(rule) };
}
