// Owns the tool that stands in the list while there is no document: it says why, and what to do.
import type { ToolResult } from '@mcpm/openapi';
import { McpmError } from '@mcpm/domain';
import type { ListedTool } from '../call/built-in-tool.ts';

/** Its name. */
export const DOCUMENT_STATUS = 'document_status';

/** The part of the live document that it tells about. */
interface AwaitedDocument {
  /** Why there is none, if an attempt has failed. */
  readonly problem: unknown;
}

/** The tool as it is listed. Its call is the answer that every call gets then. */
export const documentStatus: ListedTool = {
  name: DOCUMENT_STATUS,
  description:
    'This server has no other tools yet, because its OpenAPI document is not loaded. Says why and what to do. The tools appear here as soon as it is.',
  inputSchema: { type: 'object', properties: {} },
  annotations: { readOnlyHint: true },
};

/** What a caller of any tool is told while there is no document. It is always a failure, because there is nothing that could succeed. */
export function documentMissing({ problem }: AwaitedDocument): ToolResult {
  return { isError: true, content: [{ type: 'text', text: describe(problem) }] };
}

function describe(problem: unknown): string {
  if (problem === undefined) return 'The OpenAPI document is still being loaded. Try again in a few seconds.';
  const what =
    problem instanceof McpmError
      ? `${problem.code}: ${problem.message} ${problem.next}`
      : 'The server hit a bug while it read it; its log says more.';
  return `The OpenAPI document of this server could not be loaded, so it has no tools. ${what}`;
}
