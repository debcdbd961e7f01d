// Gives MCP's hints about a tool: by its HTTP method, unless the document says otherwise.
import type { OperationHead } from '../ir/operation.ts';
import type { ToolAnnotations } from './tool-plan.ts';

/** The methods that HTTP calls safe (RFC 9110 §9.2.1, and QUERY). */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE']);

/** Methods whose repetition changes nothing more (RFC 9110 §9.2.2), besides the safe ones. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['PUT', 'DELETE']);

/** Whether an operation only reads: as `x-mcp` says, else by its method. */
export function onlyReads({ method, overrides }: OperationHead): boolean {
  return overrides?.annotations.readOnlyHint ?? SAFE.has(method);
}

/** The hints of a tool. One that does not only read may destroy something, as MCP assumes of tools that say nothing. */
export function annotate(operation: OperationHead, title: string | undefined): ToolAnnotations {
  const reads = onlyReads(operation);
  return {
    ...(title === undefined ? {} : { title }),
    destructiveHint: !reads,
    idempotentHint: reads || IDEMPOTENT.has(operation.method),
    openWorldHint: true,
    ...operation.overrides?.annotations,
    readOnlyHint: reads,
  };
}
