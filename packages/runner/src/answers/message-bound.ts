// Knows what one message may hold: the clients of the official SDKs end the connection where a line is over 10 MB.
import type { ToolResult } from '@mcpm/openapi';

/** Bytes of a result as JSON. */
const MAX_BYTES = 8_000_000;

/** Tokens of a text that fits a message whatever it is made of: a run of control characters has 16 of them in a token, 6 bytes each. */
export const LONGEST_TEXT = 80_000;

/** Bytes that fit a message as base64. */
export const MOST_BYTES = 5_500_000;

/** Whether a result fits one message. One that is shortened must be no longer than the pages that follow it. */
export function isSendable(
  { result, shortened }: { readonly result: ToolResult; readonly shortened: boolean },
  { tokens }: { readonly tokens: number },
): boolean {
  if (shortened && tokens > LONGEST_TEXT) return false;
  const characters = result.content.reduce((sum, part) => sum + (part.type === 'text' ? part.text.length : 0), 0);
  // A character is six bytes at most, and structured content the same again; most results need no counting.
  return characters * 12 < MAX_BYTES || Buffer.byteLength(JSON.stringify(result)) <= MAX_BYTES;
}
