// Owns the answer to `completion/complete`: what completes an argument, cut to what one answer may hold.
import type { ServerParts } from './server-parts.ts';
import { ErrorCode, WireFailure } from '../message/wire-text.ts';

/** Values of one answer (MCP, "Completion"). */
const MOST_VALUES = 100;

/** What is asked for; of a prompt nothing can be completed, because there are none. */
export interface CompletionRequest {
  readonly ref: { readonly type: 'ref/prompt' } | { readonly type: 'ref/resource'; readonly uri: string };
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: { readonly arguments?: Readonly<Record<string, string>> | undefined } | undefined;
}

/** What completes an argument. */
interface Completion {
  readonly values: readonly string[];
  readonly total: number;
  readonly hasMore: boolean;
}

/** The completion of an argument; empty where nothing is known, and for every prompt. Rejects with a `WireFailure` for a template that is none of ours. */
export async function complete(
  { resources, offer }: Pick<ServerParts, 'resources' | 'offer'>,
  { ref, argument, context }: CompletionRequest,
): Promise<{ readonly completion: Completion }> {
  const waiting = offer.whenReady();
  if (waiting !== undefined) await waiting;
  const found =
    ref.type === 'ref/prompt'
      ? []
      : await resources.complete({
          uri: ref.uri,
          argument: argument.name,
          value: argument.value,
          known: context?.arguments ?? {},
        });
  if (found === undefined) {
    const uri = ref.type === 'ref/resource' ? ref.uri : '';
    throw new WireFailure(ErrorCode.invalidParams, `Unknown resource template: ${uri}`);
  }
  const values = found.slice(0, MOST_VALUES);
  return { completion: { values, total: found.length, hasMore: found.length > values.length } };
}
