// Owns the way through to a server that speaks Streamable HTTP itself: bytes pass as they come, and a broken call is told at once.
import { sendJson } from '../http/answer.ts';
import { requestIdsOf } from '../http/posted.ts';
import { failureOf } from '../json-rpc/failure.ts';
import { answerTo, type RpcAnswer } from '../json-rpc/rpc-message.ts';
import { toClientHeaders } from './forwarded-headers.ts';
import { departure, exchangeWithServer, lost, NotReached, type ProxyVisit } from './server-exchange.ts';

/**
 * Passes one exchange through. Rejects with `NotReached` when the server has seen nothing of it; a call lost on its way
 * is answered here with a JSON-RPC error under 200, as a server behind a pipe would be, or as last event of its stream.
 */
export async function proxyStreamable(visit: ProxyVisit): Promise<void> {
  const { response, target } = visit;
  const signal = departure(response);
  let streaming = false;
  try {
    const { statusCode, headers, body } = await exchangeWithServer(visit, new URL(target.url), signal);
    streaming = String(headers['content-type']).startsWith('text/event-stream');
    response.writeHead(statusCode, toClientHeaders(headers));
    response.flushHeaders();
    for await (const chunk of body) {
      if (!response.write(chunk)) await drained(response, signal);
    }
    response.end();
  } catch (error) {
    // The client has left, and the server was told by the cut connection.
    if (signal.aborted) return;
    if (error instanceof NotReached) throw error;
    endBroken(visit, error, streaming);
  }
}

function endBroken({ request, response, target, body }: ProxyVisit, error: unknown, streaming: boolean): void {
  const failures = requestIdsOf(body).map((id): RpcAnswer => answerTo(id, failureOf(lost(target, error), target.name)));
  const [first] = failures;
  if (!response.headersSent && request.method === 'POST' && first !== undefined) return sendJson(response, 200, first);
  if (!response.headersSent) throw lost(target, error);
  // Half a JSON body can only be cut; a stream is ended, after an error for the call it belonged to.
  if (!streaming) return void response.destroy();
  for (const failure of failures) response.write(`\n\nevent: message\ndata: ${JSON.stringify(failure)}\n\n`);
  response.end();
}

async function drained(response: NodeJS.WritableStream, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const left = () => reject(new Error('The client left'));
  response.once('drain', resolve);
  signal.addEventListener('abort', left, { once: true });
  if (signal.aborted) left();
  try {
    await promise;
  } finally {
    response.off('drain', resolve);
    signal.removeEventListener('abort', left);
  }
}
