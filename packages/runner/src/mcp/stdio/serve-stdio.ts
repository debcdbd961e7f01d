// Owns MCP over standard input and output, both eras on the same two pipes.
import type { Readable, Writable } from 'node:stream';
import { LOCAL_CALLER } from '../../call/caller.ts';
import { Conversation } from '../conversation/conversation.ts';
import type { Endpoint } from '../endpoint.ts';
import { JoinedWriter } from '../message/joined-writer.ts';
import { LineReader } from './line-reader.ts';
import { LineTalk } from './line-talk.ts';
import type { ServerParts } from '../methods/server-parts.ts';

/** Bytes one line may have: what the official SDKs allow. */
const MAX_LINE_BYTES = 10 * 1024 * 1024;
/** Milliseconds that a process which leaves still waits for its first compile. */
const COMPILE_MS = 1_000;

/** Serves the one client at the other end of two pipes. The end of the input ends nothing: calls under way are answered until `close`. */
export function openStdio(parts: ServerParts, input: Readable, output: Writable): Endpoint {
  const { log } = parts;
  const writer = new JoinedWriter(output, {
    frame: (json) => `${json}\n`,
    onStalled: (bytes) => log.warn(`The client does not read standard output: ${bytes} bytes wait, so it is cut off`),
  });
  const talk = new LineTalk(writer);
  const conversation = new Conversation(parts, talk);
  const lines = new LineReader({
    maxBytes: MAX_LINE_BYTES,
    onLine: (line) => talk.hear(line, conversation, LOCAL_CALLER),
    onTooLong: () => talk.refuseTooLong(MAX_LINE_BYTES),
  });
  const take = (chunk: Buffer) => lines.take(chunk);
  const end = () => lines.end();
  const fail = (error: Error) => log.debug(`MCP: ${error.message}`);
  input.on('data', take).once('end', end).on('error', fail);
  return {
    connections: () => (talk.heard ? 1 : 0),
    toolsChanged: () => conversation.toolsChanged(),
    announce: (news) => conversation.announce(news),
    close: async () => {
      input.off('data', take).off('end', end).pause();
      // Requests piped in at once, and then the end of the input: nothing has waited yet for those that wait for the compile.
      if (parts.desk.whenSettled() !== undefined) await conversation.drained(COMPILE_MS);
      await conversation.close();
      writer.end();
    },
  };
}
