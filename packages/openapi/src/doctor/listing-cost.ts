// Owns what a tool costs in a list of tools.
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';

/** Estimated tokens of the part of a plan that clients are sent. */
export function listingCost({ name, title, description, inputSchema, outputSchema, annotations }: ToolPlan): number {
  return estimateTokens(JSON.stringify({ name, title, description, inputSchema, outputSchema, annotations }));
}
