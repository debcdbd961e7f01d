// Owns the text of `inspect`: the document, its tools as a table, its warnings.
import type { RunnerOptions } from '@mcpm/domain';
import type { CompiledDocument, ToolAnnotations, ToolPlan } from '@mcpm/openapi';
import type { Environment } from '../../runtime/environment.ts';
import { textTable } from '../../terminal/text-table.ts';
import { paintFor, printable, widthOf, type Terminal } from '../../terminal/terminal.ts';

/** What there is to show. */
export interface Overview {
  readonly document: CompiledDocument;
  readonly tools: readonly { readonly plan: ToolPlan; readonly tokens: number }[];
  /** Whether operations are searched instead of listed. */
  readonly lazy: boolean;
  readonly options: Pick<RunnerOptions, 'lazy' | 'listBudget'>;
}

/** Where it is shown. */
export interface Screen {
  readonly stdout: Terminal;
  readonly env: Environment;
}

const COLUMNS = [
  { title: 'TOOL', shrinks: true },
  { title: 'OPERATION', shrinks: true },
  { title: 'HINTS' },
  { title: 'TOKENS', right: true },
] as const;

/** The whole text. */
export function overviewText({ document, tools, lazy, options }: Overview, { stdout, env }: Screen): string {
  const paint = paintFor(stdout, env);
  const total = tools.reduce((sum, { tokens }) => sum + tokens, 0);
  const head = [
    `${paint.bold(printable(`${document.title} ${document.version}`.trim()))} ${paint.dim(`(${document.openapi})`)}`,
    `server: ${document.baseUrl === undefined ? paint.red('none; give --base-url') : printable(document.baseUrl)}`,
    `tools:  ${tools.length} of ${document.operations} operations, about ${total} tokens in a list`,
    `list:   ${listChoice({ lazy, options, total })}`,
  ];
  const rows = tools.map(({ plan, tokens }) => [
    plan.name,
    printable(`${plan.operation.method} ${plan.operation.path}`),
    hintsOf(plan.annotations),
    String(tokens),
  ]);
  const [titles = '', ...table] = textTable(COLUMNS, rows, widthOf(stdout));
  const warnings = document.warnings.map(
    ({ code, message, pointer, line }) =>
      `${paint.yellow(code)} ${printable(message)} ${paint.dim(`(${line === undefined ? '' : `line ${line}, `}${printable(pointer) || '/'})`)}`,
  );
  return [
    ...head,
    ...(table.length === 0 ? [] : ['', paint.dim(titles), ...table]),
    ...(warnings.length === 0
      ? []
      : ['', `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}:`, ...warnings]),
    '',
  ].join('\n');
}

function listChoice({ lazy, options, total }: Pick<Overview, 'lazy' | 'options'> & { readonly total: number }): string {
  if (options.lazy !== 'auto')
    return options.lazy === 'always' ? 'searched, as --lazy always wants it' : 'listed, as --lazy never wants it';
  return lazy
    ? `searched instead of listed: ${total} tokens are over --list-budget ${options.listBudget}`
    : `sent whole: within --list-budget ${options.listBudget}`;
}

/** MCP's hints in two words at most. */
function hintsOf({ readOnlyHint, destructiveHint, idempotentHint }: ToolAnnotations): string {
  if (readOnlyHint) return 'reads';
  return `${destructiveHint ? 'destructive' : 'writes'}${idempotentHint ? ', idempotent' : ''}`;
}
