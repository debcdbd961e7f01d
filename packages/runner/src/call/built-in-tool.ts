// Owns the shape of a tool that is no operation of the document: one that searches, describes or reads on.
import type { ToolAnnotations, ToolPlan, ToolResult } from '@mcpm/openapi';
import type { CallContext } from './call-context.ts';

/** The part of a tool that stands in the list. Hints that are left out are as MCP assumes them. */
export interface ListedTool extends Pick<ToolPlan, 'name' | 'title' | 'description' | 'inputSchema' | 'outputSchema'> {
  readonly annotations?: Partial<ToolAnnotations>;
}

/** A tool that is no operation. */
export interface BuiltInTool {
  readonly listed: ListedTool;
  /** Rejects only with a bug, or with the reason of the signal. */
  readonly call: (args: Readonly<Record<string, unknown>>, context: CallContext) => Promise<ToolResult>;
}
