// Owns the sessions of one endpoint: made by initialize, found by id, ended by the client, by silence or for want of room.
import { randomUUID } from 'node:crypto';
import type { Announcement } from '../methods/announcement.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import { Session } from './session.ts';

/** How many sessions there may be, and how long one may be silent. */
export interface SessionLimits {
  readonly maxSessions: number;
  /** Milliseconds without a request or an open stream after which a session ends. */
  readonly idleMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** All sessions of one endpoint. */
export class Sessions {
  readonly #parts: ServerParts;
  readonly #limits: SessionLimits;
  readonly #sessions = new Map<string, Session>();

  constructor(parts: ServerParts, limits: SessionLimits) {
    this.#parts = parts;
    this.#limits = limits;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Begins a session, at the cost of the one that was silent for longest where there is no room. `undefined` if all are in use. */
  open(principal: string): Session | undefined {
    if (this.#sessions.size >= this.#limits.maxSessions && !this.#makeRoom()) return undefined;
    const id = randomUUID();
    const session = new Session(this.#parts, { id, principal, now: this.#limits.now });
    this.#sessions.set(id, session);
    return session;
  }

  /** The session of an id, if it belongs to this principal: nobody learns that another's exists. */
  find(id: string, principal: string): Session | undefined {
    const session = this.#sessions.get(id);
    return session?.principal === principal ? session : undefined;
  }

  /** Ends a session. */
  async end(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    await session?.close();
  }

  /** Ends the sessions that were silent for too long. */
  sweep(): void {
    const oldest = this.#limits.now() - this.#limits.idleMs;
    for (const [id, { idleSince }] of this.#sessions) {
      if (idleSince !== undefined && idleSince <= oldest) this.#drop(id);
    }
  }

  /** Tells every session that the list of tools changed. */
  toolsChanged(): void {
    for (const session of this.#sessions.values()) session.toolsChanged();
  }

  /** Tells every session that asked for such things. */
  announce(news: Announcement): void {
    for (const session of this.#sessions.values()) session.announce(news);
  }

  /** Ends all sessions. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((id) => this.end(id)));
  }

  #makeRoom(): boolean {
    let longest: { readonly id: string; readonly since: number } | undefined;
    for (const [id, { idleSince }] of this.#sessions) {
      if (idleSince !== undefined && (longest === undefined || idleSince < longest.since))
        longest = { id, since: idleSince };
    }
    if (longest !== undefined) this.#drop(longest.id);
    return longest !== undefined;
  }

  #drop(id: string): void {
    this.end(id).catch((error: unknown) => this.#parts.log.debug(`A session did not close cleanly: ${String(error)}`));
  }
}
