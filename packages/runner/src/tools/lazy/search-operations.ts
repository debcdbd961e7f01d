// Owns the search for operations: by a question, a name, a path, or group by group. Loaded with the first search.
import type { FoundOperation, OperationSearch, ToolPlan, ToolResult } from '@mcpm/openapi';
import * as z from 'zod';
import { failed } from './lazy-result.ts';
import type { LazyNames } from './lazy-names.ts';
import type { OperationFinder } from './operation-finder.ts';

/** Operations a search tells of, unless told otherwise; of a group, which is looked through rather than searched, more. */
const FOUND = 8;
const OF_GROUP = 40;
const MAX_LIMIT = 200;

/** Characters of a description that tell operations apart. */
const MAX_ABOUT = 160;

const Arguments = z.object({
  query: z.string().nullish(),
  tag: z.string().nullish(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).nullish(),
});

/** What a search works with. */
export interface SearchParts {
  readonly finder: OperationFinder;
  readonly names: LazyNames;
  /** The result of a text that may be long. */
  readonly said: (text: string) => Promise<ToolResult>;
}

/** The result of a search; what is wrong with the arguments is one too. */
export async function searchOperations(
  args: Readonly<Record<string, unknown>>,
  { finder, names, said }: SearchParts,
): Promise<ToolResult> {
  const given = Arguments.safeParse(args);
  if (!given.success) return failed(z.prettifyError(given.error));
  const search = await finder.search();
  const query = given.data.query?.trim() ?? '';
  const tag = given.data.tag?.trim() ?? '';
  if (query === '' && tag === '') return said(listGroups(search, finder));
  const known = tag === '' || search.groups().some(({ name }) => name.toLowerCase() === tag.toLowerCase());
  if (!known) return failed(`There is no tag ${JSON.stringify(tag)}.\n${listGroups(search, finder)}`);
  const limit = given.data.limit ?? (query === '' ? OF_GROUP : FOUND);
  const all = query === '' ? search.ofGroup(tag) : find(search, { query, tag, limit });
  return said(report({ all, limit, asked: { query, tag } }, { finder, names }));
}

function find(
  search: OperationSearch,
  { query, tag, limit }: { readonly query: string; readonly tag: string; readonly limit: number },
): readonly FoundOperation[] {
  return search.search(query, { limit, ...(tag === '' ? {} : { group: tag }) });
}

function report(
  {
    all,
    limit,
    asked,
  }: {
    readonly all: readonly FoundOperation[];
    readonly limit: number;
    readonly asked: { readonly query: string; readonly tag: string };
  },
  { finder, names }: { readonly finder: OperationFinder; readonly names: LazyNames },
): string {
  const shown = all.slice(0, limit);
  const rest = all.length - shown.length;
  if (shown.length === 0)
    return `Nothing found for ${JSON.stringify(asked.query)}${asked.tag === '' ? '' : ` under ${JSON.stringify(asked.tag)}`}. Try other words; without a query ${names.search} lists the tags.`;
  const lines = shown.map((found) => describe(found, finder.document.find(found.name)));
  if (rest > 0) lines.push(`${rest} more under this tag: give a larger limit (at most ${MAX_LIMIT}), or a query.`);
  return [...lines, `${names.describe} shows the arguments of one, ${names.call} calls it.`].join('\n\n');
}

function describe({ name, route }: FoundOperation, plan: ToolPlan | undefined): string {
  const about = plan === undefined ? '' : firstLine(plan.description);
  const required = plan?.inputSchema.required ?? [];
  const needs = required.length === 0 ? '' : `\n  needs: ${required.join(', ')}`;
  return `${name}\n  ${route}${about === '' || about === route ? '' : `\n  ${about}`}${needs}`;
}

function firstLine(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  // A warning in front is no description.
  const line = (lines[0] === 'Deprecated.' && lines[1] !== undefined ? `Deprecated. ${lines[1]}` : lines[0]) ?? '';
  return line.length > MAX_ABOUT ? `${line.slice(0, MAX_ABOUT - 1)}…` : line;
}

function listGroups(search: OperationSearch, { document }: OperationFinder): string {
  const groups = search.groups();
  const lines = groups.map(({ name, operations }) => `${name} (${operations})`);
  return `${document.names.length} operations. Give a query, or one of these tags:\n${lines.join('\n')}`;
}
