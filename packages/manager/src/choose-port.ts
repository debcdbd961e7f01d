// Owns the choice of a port for a server that was given none.
import { McpmError } from '@mcpm/domain';

/** What is known of ports. */
export interface PortFacts {
  readonly first: number;
  /** Ports of other definitions. */
  readonly taken: ReadonlySet<number>;
  /** True when no program listens there now. */
  readonly isFree: (port: number) => Promise<boolean>;
}

const LAST_PORT = 65_535;

/** The lowest port from `first` on that no definition has and no program uses; `port_in_use` when there is none. */
export async function choosePort(facts: PortFacts): Promise<number> {
  for (let port = facts.first; port <= LAST_PORT; port += 1) {
    if (!facts.taken.has(port) && (await facts.isFree(port))) return port;
  }
  throw new McpmError('port_in_use', `No port from ${facts.first} to ${LAST_PORT} is free.`);
}
