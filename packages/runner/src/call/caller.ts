// Owns who makes a call, as far as the rest of the process may know.

/** The client behind a request. */
export interface Caller {
  /** Equal for all requests of one client identity; sessions, kept answers and saved files of one principal are not there for another. */
  readonly principal: string;
  /** Headers of the client's own request that are passed on to the upstream, names in lower case; empty unless the operator allowed some. */
  readonly headers: Readonly<Record<string, string>>;
  /** The verified bearer token of the client, kept only where it is exchanged for one of the upstream; it is never sent there itself. */
  readonly token?: string;
}

/** Whoever holds the other end of the pipes, or reaches a listener that demands nothing. */
export const LOCAL_CALLER: Caller = { principal: 'local', headers: {} };
