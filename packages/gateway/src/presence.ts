// Owns the count of clients that are connected to servers without a session held here.

/** Counts open exchanges by server; exchanges of one upstream session count once. */
export class Presence {
  readonly #open = new Map<string, Map<unknown, number>>();

  /** Counts an exchange, until the function returned is called. `client` tells exchanges of one client together. */
  enter(serverId: string, client: string | undefined): () => void {
    const key: unknown = client ?? Symbol('client');
    const clients = this.#open.get(serverId) ?? new Map<unknown, number>();
    this.#open.set(serverId, clients);
    clients.set(key, (clients.get(key) ?? 0) + 1);
    return () => {
      const left = (clients.get(key) ?? 1) - 1;
      if (left > 0) clients.set(key, left);
      else clients.delete(key);
      if (clients.size === 0 && this.#open.get(serverId) === clients) this.#open.delete(serverId);
    };
  }

  /** Clients connected to a server now. */
  count(serverId: string): number {
    return this.#open.get(serverId)?.size ?? 0;
  }
}
