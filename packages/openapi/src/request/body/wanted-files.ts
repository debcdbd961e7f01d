// Finds the local files that arguments name.
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { isFileObject, localPath } from './given-file.ts';
import { normalizeArguments } from '../arguments/normalize-arguments.ts';
import { spreadParts } from './spread-parts.ts';

/** The paths and `file:` URIs, as they are given, each once: what `RequestContext.files` must hold for a call. Pure; says nothing of whether they may be read. */
export function wantedFiles(plan: ToolPlan, args: Readonly<Record<string, unknown>>): readonly string[] {
  const { body } = plan.request;
  if (!body || !['binary', 'multipart', 'text'].includes(body.kind)) return [];
  const value = normalizeArguments(plan, args)[body.argument];
  const files = body.kind === 'multipart' ? filesOf(spreadParts(body, value)) : [value];
  const paths = files
    .filter((file) => body.kind !== 'text' || isFileObject(file))
    .map((file) => localPath(file) ?? localPath(dataOf(file)));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

function filesOf(parts: ReturnType<typeof spreadParts>): readonly unknown[] {
  return (parts ?? []).flatMap(({ isFile, value, rules }) => {
    if (isFile) return [value];
    return rules.nested ? filesOf(spreadParts(rules.nested, value)) : [];
  });
}

/** A URI may stand in `data` as well. */
function dataOf(file: unknown): unknown {
  return typeof file === 'object' && file !== null && 'data' in file ? file.data : undefined;
}
