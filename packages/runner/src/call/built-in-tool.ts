// Owns the part of a tool that stands in the list, and the shape of a tool that is no operation of the document: one that searches, describes or reads on.
import type { ToolAnnotations, ToolPlan, ToolResult } from '@mcpm/openapi';
import type { CallContext } from './call-context.ts';

/** The part of a tool that stands in the list. Hints that are left out are as MCP assumes them. */
export interface ListedTool extends Pick<ToolPlan, 'name' | 'title' | 'description' | 'inputSchema' | 'outputSchema'> {
  readonly annotations?: Partial<ToolAnnotations>;
}

/** The part of a tool that clients are sent, and nothing of what is undefined. */
export function listedPart({
  name,
  title,
  description,
  inputSchema,
  outputSchema,
  annotations,
}: ListedTool): ListedTool {
  return {
    name,
    description,
    inputSchema,
    ...(annotations === undefined ? {} : { annotations }),
    ...(title === undefined ? {} : { title }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
  };
}

/** A tool that is no operation. */
export interface BuiltInTool {
  readonly listed: ListedTool;
  /** Rejects only with a bug, or with the reason of the signal. */
  readonly call: (args: Readonly<Record<string, unknown>>, context: CallContext) => Promise<ToolResult>;
}
