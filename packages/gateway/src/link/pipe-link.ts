// Owns the link to a server over its standard input and output: one message a line (MCP, stdio transport).
import { McpmError } from '@mcpm/domain';
import type { StdioTarget } from '../directory.ts';
import { refusal, rpcCode } from '../json-rpc/failure.ts';
import { answerTo, parseMessage, type RpcMessage } from '../json-rpc/rpc-message.ts';
import { LineSplitter } from './line-splitter.ts';
import type { Link, LinkEvents, OpenLink } from './link.ts';

const MAX_LINE_BYTES = 10_000_000;
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/** How to open the pipe of a server. The end of its output counts as its exit. */
export function pipeLink(target: StdioTarget): OpenLink {
  return (events) => new PipeLink(target, events);
}

class PipeLink implements Link {
  readonly #target: StdioTarget;
  readonly #events: LinkEvents;
  readonly #lines: LineSplitter;
  #open = true;

  constructor(target: StdioTarget, events: LinkEvents) {
    this.#target = target;
    this.#events = events;
    this.#lines = new LineSplitter({
      maxBytes: MAX_LINE_BYTES,
      onLine: (line) => this.#receive(line),
      onOversized: (head, tail) => this.#skip(head, tail),
    });
    const { stdin, stdout } = target.pipe;
    stdout.on('data', this.#data).once('end', this.#ended).once('close', this.#ended).on('error', this.#ended);
    stdin.on('error', this.#ended);
    if (stdout.readableEnded || stdout.destroyed || !stdin.writable) process.nextTick(this.#ended);
  }

  send(message: RpcMessage): void {
    if (!this.#open) return;
    const { stdin } = this.#target.pipe;
    stdin.write(`${JSON.stringify(message)}\n`);
    if (stdin.writableLength <= MAX_UNREAD_BYTES) return;
    const detail = `Server "${this.#target.name}" does not read its input.`;
    this.#lose(new McpmError('process_unhealthy', detail));
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    const { stdin, stdout } = this.#target.pipe;
    stdout.off('data', this.#data).off('end', this.#ended).off('close', this.#ended);
    for (const stream of [stdin, stdout]) {
      // A pipe that breaks after we let go of it must not become an uncaught exception.
      if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
      stream.off('error', this.#ended);
    }
  }

  readonly #data = (chunk: Buffer | string): void => {
    this.#lines.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  };

  readonly #ended = (): void => {
    this.#lose(new McpmError('process_exited', `The process of server "${this.#target.name}" ended.`));
  };

  #lose(failure: McpmError): void {
    if (!this.#open) return;
    this.close();
    this.#events.closed(failure);
  }

  /** A call whose answer is too long fails; where its id stands depends on who wrote the line. */
  #skip(head: string, tail: string): void {
    const message = `A line of the server's output is longer than ${MAX_LINE_BYTES} bytes; it was skipped`;
    this.#events.noise(new Error(message));
    const id = /^\{"jsonrpc":"2\.0","id":(\d+),/.exec(head)?.[1] ?? /"id":(\d+)\}$/.exec(tail)?.[1];
    if (id !== undefined) this.#events.message(answerTo(Number(id), refusal(rpcCode.internalError, message)));
  }

  #receive(line: string): void {
    const message = parseLine(line);
    if (message !== undefined) this.#events.message(message);
    else
      this.#events.noise(
        new Error(`A line of the server's output is no JSON-RPC message; it was skipped (${line.length} characters)`),
      );
  }
}

function ignore(): void {}

function parseLine(line: string): RpcMessage | undefined {
  try {
    return parseMessage(JSON.parse(line));
  } catch {
    // Not JSON: servers print banners and warnings; the caller reports the line.
    return undefined;
  }
}
