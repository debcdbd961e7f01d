// Gives MCP's hints about a tool by its HTTP method.
import type { Operation } from '../ir/operation.ts';
import { SAFE_METHODS } from './operation-filter.ts';
import type { ToolAnnotations } from './tool-plan.ts';

/** Methods whose repetition changes nothing more (RFC 9110 §9.2.2), besides the safe ones. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['PUT', 'DELETE']);

/** Safe methods read; every other one may destroy something, as MCP assumes of tools that say nothing. */
export function annotate(operation: Operation): ToolAnnotations {
  const reads = SAFE_METHODS.has(operation.method);
  return {
    ...(operation.summary === undefined ? {} : { title: operation.summary }),
    readOnlyHint: reads,
    destructiveHint: !reads,
    idempotentHint: reads || IDEMPOTENT.has(operation.method),
    openWorldHint: true,
  };
}
