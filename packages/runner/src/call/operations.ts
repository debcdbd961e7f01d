// Owns what calls an operation, as those see it who only want its result.
import type { ToolPlan, ToolResult } from '@mcpm/openapi';
import type { CallContext } from './call-context.ts';

/** The arguments of a call as the client gave them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Calls operations. */
export interface Operations {
  /** The result of a call. Rejects only with a bug, or with the reason of the signal. */
  readonly call: (plan: ToolPlan, args: Arguments, context: CallContext) => Promise<ToolResult>;
}
