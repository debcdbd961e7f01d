// Owns a pipe to a runner on HTTP+SSE (2024-11-05): one stream, and posts to the address it names.
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { OpenChannel } from './channel.ts';

/** Each pipe is a stream of its own at `url`. */
export function sseChannel(url: string): OpenChannel {
  return async (onMessage) => {
    const cut = new AbortController();
    const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: cut.signal });
    if (response.body === null || !response.ok) throw new Error(`GET ${url} was answered ${response.status}`);
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())
      .getReader();
    const first = await events.read();
    if (first.value?.event !== 'endpoint') throw new Error('The stream does not begin with its endpoint');
    const address = new URL(first.value.data, url);
    const follow = async () => {
      for (;;) {
        const { done, value } = await events.read();
        if (done) return;
        if (value.event === 'message') onMessage(JSON.parse(value.data));
      }
    };
    // The stream ends when the pipe is closed; whoever still waits learns it by the answer that does not come.
    follow().catch(() => undefined);
    return {
      send: async (message) => {
        const body = JSON.stringify(message);
        const posted = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
        await posted.body?.cancel();
        if (posted.status !== 202) throw new Error(`POST ${address.href} was answered ${posted.status}`);
      },
      close: async () => cut.abort(),
    };
  };
}
