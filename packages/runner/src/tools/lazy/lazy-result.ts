// Makes the results of the tools of lazy serving.
import type { ToolResult } from '@mcpm/openapi';

/** Makes a result of a text within that share (default: all) of the budget of one answer; what is left out can be read on in by its owner, a principal. */
export type PresentText = (
  text: string,
  form: { readonly json: boolean; readonly owner: string; readonly share?: number },
) => Promise<ToolResult>;

/** A failure that the model can mend. */
export function failed(text: string): ToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
