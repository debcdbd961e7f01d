// Owns the way through to a server that speaks HTTP+SSE itself: its events pass, its messages endpoint gets our address.
import { randomUUID } from 'node:crypto';
import { sendJson } from '../http/answer.ts';
import { EventStream } from '../http/event-stream.ts';
import { SseParser } from '../http/sse-parser.ts';
import { refusal, rpcCode } from '../json-rpc/failure.ts';
import { answerTo } from '../json-rpc/rpc-message.ts';
import { messagesUrl } from '../link/messages-url.ts';
import { toClientHeaders } from './forwarded-headers.ts';
import { departure, exchangeWithServer, lost, type ProxyVisit } from './server-exchange.ts';

const MAX_EVENT_LENGTH = 10_000_000;

/** An exchange, with who is asking and the path of the server's door. */
export interface SseProxyVisit extends ProxyVisit {
  readonly path: string;
  readonly principal: string | undefined;
}

interface Endpoint {
  readonly serverId: string;
  readonly principal: string | undefined;
  readonly url: URL;
}

/** Remembers, while a stream is open, where its messages go; the ids are ours and cannot be guessed. */
export class SseProxy {
  readonly #endpoints = new Map<string, Endpoint>();

  /** Passes a GET stream through; when the server breaks it off, the client's stream ends. */
  async openStream(visit: SseProxyVisit): Promise<void> {
    const { response, target } = visit;
    const signal = departure(response);
    const id = randomUUID();
    try {
      const { statusCode, body } = await exchangeWithServer(visit, new URL(target.url), signal);
      if (statusCode !== 200) {
        await body.dump();
        throw lost(target, new Error(`The event stream was answered ${statusCode}`));
      }
      const stream = new EventStream(response);
      const parser = new SseParser(MAX_EVENT_LENGTH);
      for await (const text of body.setEncoding('utf8')) {
        for (const event of parser.push(String(text))) {
          if (event.event !== 'endpoint') stream.sendEvent(event);
          else {
            this.#endpoints.set(id, {
              serverId: target.id,
              principal: visit.principal,
              url: messagesUrl(event.data, target.url),
            });
            stream.sendEvent({ event: 'endpoint', data: `${visit.path}/messages?sessionId=${id}` });
          }
        }
      }
      stream.end();
    } catch (error) {
      if (signal.aborted) return;
      if (!response.headersSent) throw error;
      // The stream ends, and the client opens a new one.
      response.end();
    } finally {
      this.#endpoints.delete(id);
    }
  }

  /** Passes a message on to the endpoint of its stream. */
  async forwardMessage(visit: SseProxyVisit): Promise<void> {
    const { request, response, target, principal } = visit;
    const endpoint = this.#endpoints.get(
      new URL(request.url ?? '', 'http://gateway.invalid').searchParams.get('sessionId') ?? '',
    );
    if (endpoint === undefined || endpoint.serverId !== target.id || endpoint.principal !== principal) {
      const detail = 'There is no such session; open the event stream again.';
      return sendJson(response, 404, answerTo(null, refusal(rpcCode.invalidRequest, detail)));
    }
    const { statusCode, headers, body } = await exchangeWithServer(visit, endpoint.url, departure(response));
    response.writeHead(statusCode, toClientHeaders(headers));
    response.end(Buffer.from(await body.arrayBuffer()));
  }
}
