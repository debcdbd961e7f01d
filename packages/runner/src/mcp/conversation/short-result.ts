// Owns the text of a result or a failure as each era has it.
import type { ServerParts } from '../methods/server-parts.ts';
import { CACHE_HINT } from '../methods/offer.ts';
import { MetaKey } from '../message/revisions.ts';
import type { JsonRpcRequest } from '../message/wire-message.ts';
import { ErrorCode, errorText, resultText, WireFailure } from '../message/wire-text.ts';
import type { Exchange } from './exchange.ts';

/** What a request of a method is answered with. */
interface PlainAnswer {
  readonly id: JsonRpcRequest['id'];
  readonly method: string;
  readonly result: object;
}

/** The answer as text. */
export function plainText(parts: ServerParts, { id, method, result }: PlainAnswer, { era }: Exchange): string {
  return resultText(id, JSON.stringify(era === 'modern' ? modernResult(parts, method, result) : result));
}

/** What the modern era adds to every result: that it is complete, who answers, and how long a list may be kept. */
function modernResult({ offer }: ServerParts, method: string, result: object): object {
  return {
    ...result,
    resultType: 'complete',
    ...(method === 'tools/call' ? {} : CACHE_HINT),
    _meta: { [MetaKey.serverInfo]: offer.identity },
  };
}

/** The text of a failure; never tells of a bug. */
export function failureText({ log }: ServerParts, id: JsonRpcRequest['id'], error: unknown): string {
  if (error instanceof WireFailure) return errorText(id, error);
  // Of a call that was cancelled nothing is sent; anything else is a bug.
  log.debug(`A request ended without a result: ${error instanceof Error ? error.stack : String(error)}`);
  return errorText(id, new WireFailure(ErrorCode.internal, 'The server has a bug here; its log says more.'));
}
