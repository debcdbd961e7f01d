// Owns the sessions of one server: found by id and owner, ended by request, idleness or crowding.
import { randomUUID } from 'node:crypto';
import type { RpcMessage } from '../json-rpc/rpc-message.ts';
import { Session } from './session.ts';

/** Limits of a collection of sessions. */
export interface SessionLimits {
  /** Sessions of one server; beyond, the one used longest ago ends. */
  readonly max: number;
  /** Milliseconds without any exchange after which a session ends. */
  readonly idleMs: number;
}

/** All live sessions of one server. */
export class Sessions {
  readonly #limits: SessionLimits;
  /** The one used longest ago stands first. */
  readonly #live = new Map<string, { readonly session: Session; readonly timer: NodeJS.Timeout }>();

  constructor(limits: SessionLimits) {
    this.#limits = limits;
  }

  /** How many live. */
  get size(): number {
    return this.#live.size;
  }

  /** Opens one with an id nobody can guess. */
  open(principal: string | undefined, version: string): Session {
    const session = new Session({ id: randomUUID(), principal, version });
    const timer = setTimeout(() => this.#expire(session), this.#limits.idleMs).unref();
    this.#live.set(session.id, { session, timer });
    if (this.#live.size > this.#limits.max) this.#evict();
    return session;
  }

  /** The session with this id, if it lives and belongs to this principal; finding it counts as use. */
  find(id: string, principal: string | undefined): Session | undefined {
    const entry = this.#live.get(id);
    if (entry === undefined || entry.session.principal !== principal) return undefined;
    entry.timer.refresh();
    this.#live.delete(id);
    this.#live.set(id, entry);
    return entry.session;
  }

  /** Sends on the standing stream of each. */
  broadcast(message: RpcMessage): void {
    for (const { session } of this.#live.values()) session.push(message);
  }

  /** Ends a session; its id is unknown from now on. */
  end(session: Session): void {
    clearTimeout(this.#live.get(session.id)?.timer);
    this.#live.delete(session.id);
    session.end();
  }

  /** Ends all. */
  endAll(): void {
    for (const { session } of this.#live.values()) this.end(session);
  }

  #expire(session: Session): void {
    if (session.busy) this.#live.get(session.id)?.timer.refresh();
    else this.end(session);
  }

  #evict(): void {
    const sessions = [...this.#live.values()].map(({ session }) => session);
    const oldest = sessions.find(({ busy }) => !busy) ?? sessions[0];
    if (oldest !== undefined) this.end(oldest);
  }
}
