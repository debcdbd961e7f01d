// Owns a line to a server that can be cut and mended, as networks do it.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line that is open; it ends with the scope. */
export interface CuttingProxy extends AsyncDisposable {
  /** The URL of the server, by way of this line. */
  readonly url: string;
  /** Ends every connection, and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
}

/** Opens a line to the server at `url`. */
export async function openCuttingProxy(url: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let broken = false;
  const server = createServer((near) => {
    if (broken) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      // That a connection breaks is what this is for; its end is told by `close`.
      socket.on('error', () => undefined);
      socket.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port');
  const entrance = new URL(url);
  entrance.port = String(address.port);
  const cut = () => {
    broken = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: entrance.href,
    cut,
    mend: () => (broken = false),
    [Symbol.asyncDispose]: async () => {
      server.close();
      cut();
    },
  };
}
