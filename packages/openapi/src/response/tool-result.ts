// The result of a tool call as MCP has it.

/** MCP content blocks (MCP specification, "Tool result"). */
export type ToolContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'audio'; readonly data: string; readonly mimeType: string }
  | {
      readonly type: 'resource';
      readonly resource: { readonly uri: string; readonly mimeType: string; readonly blob: string };
    }
  | {
      /** Since the protocol of 2025-06-18; a text beside it says the same. */
      readonly type: 'resource_link';
      readonly uri: string;
      readonly name: string;
      readonly mimeType?: string;
      /** Bytes. */
      readonly size?: number;
    };

/** The result of a tool call (MCP's CallToolResult). */
export interface ToolResult {
  readonly content: readonly ToolContent[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
}

/** A block of text. */
export function textContent(text: string): ToolContent {
  return { type: 'text', text };
}

/** Sentences of ours beside an answer, each as a block in brackets, so that nobody takes them for the API's. */
export function noteContents(sentences: readonly string[] = []): readonly ToolContent[] {
  return sentences.map((sentence) => textContent(`[${sentence}]`));
}
