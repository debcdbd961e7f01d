// Owns the ports: each is taken before the first spawn and kept across restarts, so that no other program gets it in between.
import { lookup } from 'node:dns/promises';
import net from 'node:net';
import { McpmError, type ProcessSpec } from '@mcpm/domain';

/** What a process wants to listen on. */
export type ListenWish = NonNullable<ProcessSpec['listen']>;

/** A port that is ours, entirely so from the child's first listen on. `fd` is absent where Node cannot hand a bound socket down; the port was then only checked. */
export interface ReservedPort {
  readonly port: number;
  readonly fd: number | undefined;
}

interface Held extends ReservedPort {
  readonly close: () => void;
}

interface Reservation extends Held {
  readonly wish: string;
}

/** Where somebody is bound, or about to be. */
interface Claim {
  readonly address: string;
  readonly port: number;
}

/** Addresses that stand for all of a machine. */
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::'];

/** The reserved ports of one supervisor, by process id. */
export class PortReservations {
  readonly #reservations = new Map<string, Reservation>();
  readonly #claims = new Map<string, Claim>();
  readonly #bind: (host: string, port: number) => Promise<Held>;

  /** @param canHold whether this Node can hold a bound socket (24.21, 26.10 and later); else a port is only checked. */
  constructor(canHold = typeof net.BoundSocket === 'function') {
    this.#bind = canHold ? hold : check;
  }

  /** Reserves what the process wants; again only when it wants something else. Throws `port_in_use` naming the port. */
  async reserve(id: string, listen: ListenWish): Promise<ReservedPort> {
    const wish = `${listen.host} ${listen.port}`;
    const held = this.#reservations.get(id);
    if (held?.wish === wish && held.fd !== undefined) return held;
    this.release(id);
    const reservation = { ...(await this.#openAgain(id, listen, held?.wish === wish ? held.port : listen.port)), wish };
    this.#reservations.set(id, reservation);
    return reservation;
  }

  // Who takes any port gets the one it had, where that could not be held and nobody took it meanwhile.
  async #openAgain(id: string, listen: ListenWish, port: number): Promise<Held> {
    if (port === listen.port) return this.#open(id, listen);
    return this.#open(id, { ...listen, port }).catch(() => this.#open(id, listen));
  }

  async #open(id: string, { host, port }: ListenWish): Promise<Held> {
    try {
      const address = net.isIP(host) ? host : (await lookup(host)).address;
      const twin = this.#twinOf({ address, port });
      if (twin !== undefined)
        throw new McpmError('port_in_use', `Port ${port} on ${host} is reserved for the process ${twin}.`);
      // Before it is bound: another one may ask for the same port meanwhile.
      this.#claims.set(id, { address, port });
      const held = await this.#bind(address, port);
      this.#claims.set(id, { address, port: held.port });
      return held;
    } catch (error) {
      this.#claims.delete(id);
      throw translate(error, host, port);
    }
  }

  // The kernel lets two sockets be bound to one port as long as neither listens, so twins of ours are found here.
  #twinOf({ address, port }: Claim): string | undefined {
    if (port === 0) return undefined;
    const meets = (other: string): boolean =>
      other === address || EVERYWHERE.includes(other) || EVERYWHERE.includes(address);
    const [twin] = [...this.#claims].find(([, claim]) => claim.port === port && meets(claim.address)) ?? [];
    return twin;
  }

  /** What is reserved for a process. */
  get(id: string): ReservedPort | undefined {
    return this.#reservations.get(id);
  }

  /** Gives the port of a process back. */
  release(id: string): void {
    this.#reservations.get(id)?.close();
    this.#reservations.delete(id);
    this.#claims.delete(id);
  }
}

async function hold(host: string, port: number): Promise<Held> {
  const socket = new net.BoundSocket({ host, port });
  const descriptor = socket.fd();
  return {
    port: socket.address().port,
    fd: descriptor < 0 ? undefined : descriptor,
    close: () => socket.close(),
  };
}

// All that can be known is that the port was free a moment ago.
async function check(host: string, port: number): Promise<Held> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ host, port }, resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return {
    port: typeof address === 'object' && address ? address.port : port,
    fd: undefined,
    close: () => undefined,
  };
}

function translate(error: unknown, host: string, port: number): McpmError {
  if (error instanceof McpmError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'EADDRINUSE')
    return new McpmError('port_in_use', `Port ${port} on ${host} is in use by another program.`, { cause: error });
  return new McpmError('process_spawn_failed', `Port ${port} on ${host} cannot be reserved (${code}).`, {
    cause: error,
  });
}
