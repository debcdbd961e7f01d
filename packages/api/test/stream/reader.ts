// Owns a reader of the stream over a real socket.
import type { AddressInfo } from 'node:net';
import { eventually } from '@mcpm/test-kit';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { ServerFrame, STREAM_PATH, topicItems, type ClientFrame, type Topic } from '../../src/contract/index.ts';

type Gap = Extract<ServerFrame, { type: 'gap' }>;
type Data = Extract<ServerFrame, { type: 'data' }>;

/** A connected reader; every frame it gets has been parsed by the contract. */
export class StreamReader {
  readonly frames: ServerFrame[] = [];
  readonly socket: WebSocket;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      const frame = ServerFrame.parse(JSON.parse(data.toString()));
      if (frame.type === 'data') for (const { data: item } of frame.items) topicItems[frame.topic].parse(item);
      this.frames.push(frame);
    });
  }

  send(frame: ClientFrame): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** Subscribes and waits until the server has surely seen it: frames are taken in order, and a bad one is answered at once. */
  async subscribe(frame: Omit<Extract<ClientFrame, { type: 'subscribe' }>, 'type'>): Promise<void> {
    const before = this.#errors();
    this.send({ type: 'subscribe', ...frame });
    this.socket.send('?');
    await eventually(() => {
      if (this.#errors() === before) throw new Error('The server has not taken the frame yet');
    });
  }

  data(topic: Topic): Data[] {
    return this.frames.filter((frame): frame is Data => frame.type === 'data' && frame.topic === topic);
  }

  items(topic: Topic): { seq: number; data?: unknown }[] {
    return this.data(topic).flatMap(({ items }) => items);
  }

  gaps(topic: Topic): Gap[] {
    return this.frames.filter((frame): frame is Gap => frame.type === 'gap' && frame.topic === topic);
  }

  #errors(): number {
    return this.frames.filter(({ type }) => type === 'error').length;
  }
}

/** Listens on a free port; returns the port. */
export async function listen(app: FastifyInstance): Promise<number> {
  const address = app.server.address() as AddressInfo | null;
  if (address) return address.port;
  await app.listen({ port: 0, host: '127.0.0.1' });
  return listen(app);
}

/** Connects; rejects with the status when the server refuses. */
export async function connect(app: FastifyInstance, headers: Record<string, string>): Promise<StreamReader> {
  const socket = new WebSocket(`ws://127.0.0.1:${await listen(app)}${STREAM_PATH}`, { headers });
  onTestFinished(() => socket.terminate());
  const reader = new StreamReader(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => reject(new Error(`status ${response.statusCode}`)));
  });
  return reader;
}

/** Headers of a viewer. */
export const viewer = { authorization: 'Bearer viewer-token' };
