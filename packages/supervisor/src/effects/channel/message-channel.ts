// Owns our end of a child's IPC channel: Node's protocol (one JSON document a line), spoken by us, because Node's own end throws what it cannot
// parse out of the event loop, keeps a line of any length and queues without a bound.
//
//   listener ◀── messages ◀── lines ◀── socket ◀── child
//   send ──▶ JSON line ──▶ socket ──▶ child
import type { Duplex } from 'node:stream';
import { LineSplitter } from './line-splitter.ts';

/** Longest line that is read, and most that waits to be sent, in bytes. */
const LINE_BYTES = 1024 * 1024;
const UNSENT_BYTES = 1024 * 1024;

/** Lines that are heard in one go, some milliseconds: a chunk may hold 65,536 of them, and the others of this process have their turn in between. */
const LINES_AT_ONCE = 500;

/** Milliseconds a child that left is heard out. */
const HEAR_OUT_MS = 1000;

/** The variables by which a Node child finds its end of the channel. */
export function channelVariables(fd: number): Readonly<Record<string, string>> {
  return { NODE_CHANNEL_FD: String(fd), NODE_CHANNEL_SERIALIZATION_MODE: 'json' };
}

/** What comes out of the channel. */
export interface ChannelListener {
  readonly onMessage: (message: unknown) => void;
  /** Something that is no message came, and was dropped; `why` is one sentence. */
  readonly onGarbage: (why: string) => void;
}

/** The parent's end. Never throws, and never emits an error: what went wrong shows in `send` and in the child's exit. */
export class MessageChannel {
  readonly #socket: Duplex;
  readonly #listener: ChannelListener;
  readonly #lines: LineSplitter;
  #canSend = true;
  #isBehind = false;
  #chunks = 0;

  /** @param socket the stream of a `pipe` the child has the other end of. */
  constructor(socket: Duplex, listener: ChannelListener) {
    this.#socket = socket;
    this.#listener = listener;
    keepReadingAfterFailedWrites(socket, () => (this.#canSend = false));
    this.#lines = new LineSplitter(LINE_BYTES, {
      onLine: (line) => this.#hear(line),
      onOverlong: () => listener.onGarbage('A message was longer than 1 MiB.'),
    });
    socket.on('data', (chunk: Buffer) => {
      this.#chunks += 1;
      this.#read(chunk);
    });
    socket.on('end', () => {
      this.#canSend = false;
      if (this.#lines.isInside) listener.onGarbage('The channel ended inside a message.');
    });
    // A child that is killed resets the connection; what it sent before was read by then.
    socket.on('error', () => (this.#canSend = false));
  }

  /** Sends a message; false when the channel is closed, or the child leaves so much unread that no more is queued. */
  send(message: object): boolean {
    const line = `${JSON.stringify(message)}\n`;
    const fits = this.#socket.writableLength + Buffer.byteLength(line) <= UNSENT_BYTES;
    if (!this.#canSend || !this.#socket.writable || !fits) return false;
    this.#socket.write(line);
    // A write that fails at once has said so by now.
    return this.#canSend;
  }

  /** Calls `act` once what a child that left has sent is heard: at once, unless that is more than one go takes, and after a second at the latest. */
  whenHeard(act: () => void): void {
    if (!this.#isBehind) return act();
    const deadline = performance.now() + HEAR_OUT_MS;
    let chunks = this.#chunks;
    let quiet = 0;
    const look = (): void => {
      quiet = this.#isBehind || chunks !== this.#chunks ? 0 : quiet + 1;
      chunks = this.#chunks;
      // The system is asked once in each turn whether there is more.
      if (quiet > 2 || performance.now() > deadline) return act();
      setImmediate(look);
    };
    look();
  }

  /** Closes it, whatever waits in either direction. */
  close(): void {
    this.#canSend = false;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const rest = this.#lines.write(chunk, LINES_AT_ONCE);
    const wasBehind = this.#isBehind;
    this.#isBehind = rest.length > 0 && !this.#socket.destroyed;
    if (this.#isBehind) {
      this.#socket.pause();
      setImmediate(() => this.#read(rest));
    } else if (wasBehind) {
      this.#socket.resume();
    }
  }

  #hear(line: string): void {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      // Told as what it is: the child wrote something that is not JSON.
      return this.#listener.onGarbage(`${Buffer.byteLength(line)} bytes were not JSON.`);
    }
    const command = commandOf(message);
    if (command === 'NODE_HANDLE') return this.#refuseHandle();
    // The rest of what Node says to itself is none of ours.
    if (!command?.startsWith('NODE_')) this.#listener.onMessage(message);
  }

  // A child that sends a socket waits for this answer before it sends anything else.
  #refuseHandle(): void {
    this.send({ cmd: 'NODE_HANDLE_ACK' });
    this.#listener.onGarbage('A handle was sent, which is not taken.');
  }
}

function commandOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('cmd' in message)) return undefined;
  return typeof message.cmd === 'string' ? message.cmd : undefined;
}

// A stream whose write fails is destroyed at once, with all that it has not read yet: the last words of a child that just left. So a failed write
// is told to us and not to the stream, which goes on reading to the end.
function keepReadingAfterFailedWrites(socket: Duplex, onFailure: () => void): void {
  type Done = (error?: Error | null) => void;
  const told =
    (done: Done): Done =>
    (error) => {
      if (error) onFailure();
      done();
    };
  const write = socket._write.bind(socket);
  const writev = socket._writev?.bind(socket);
  socket._write = (chunk, encoding, done: Done) => write(chunk, encoding, told(done));
  if (writev) socket._writev = (chunks, done: Done) => writev(chunks, told(done));
}
