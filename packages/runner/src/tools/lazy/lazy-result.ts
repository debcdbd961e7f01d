// Makes the results of the tools of lazy serving.
import type { ToolResult } from '@mcpm/openapi';

/** A result of text. */
export function said(...texts: readonly string[]): ToolResult {
  return { content: texts.map((text) => ({ type: 'text', text })) };
}

/** A failure that the model can mend. */
export function failed(text: string): ToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
