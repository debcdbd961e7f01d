// Owns what every client is offered: the name of the server, what it can do, and the list of its tools, made once for all of them.
import { listedPart, type ListedTool } from '../../call/built-in-tool.ts';
import type { ToolDesk } from '../../tools/tool-desk.ts';
import { runnerVersion } from '../../runtime/version.ts';
import { within } from '../../runtime/wait.ts';
import { listPage, type ListPage } from './list-pages.ts';
import { MetaKey } from '../message/revisions.ts';
import { ErrorCode, WireFailure } from '../message/wire-text.ts';

/** What the server can do, the same for every client of both eras. */
export const CAPABILITIES = {
  tools: { listChanged: true },
  resources: { subscribe: true },
  prompts: {},
  completions: {},
  logging: {},
} as const;

/** What clients of the modern era may keep of a list: nothing, and never for others (MCP 2026-07-28, "Caching"). */
export const CACHE_HINT = { ttlMs: 0, cacheScope: 'private' } as const;

/** Who answers (MCP's Implementation). */
export interface Identity {
  readonly name: string;
  readonly version: string;
  /** The title of the document, once it is known. */
  readonly title?: string;
}

type Desk = Pick<ToolDesk, 'title' | 'list' | 'whenSettled' | 'introduction'>;

/** Milliseconds a client waits for its first list; some give a server ten seconds for all of its start. What comes later is told by `list_changed`. */
const LIST_PATIENCE_MS = 4_000;

/** The offer of one process. */
export class Offer {
  /** Its title is the one the document has when it is written out. */
  readonly identity: Identity;
  /** `_meta` of a list of tools: who answers, without the title, because a list is to be short. */
  readonly briefMeta: Readonly<Record<string, unknown>>;
  readonly #desk: Desk;
  readonly #patienceMs: number;
  #first: { readonly of: readonly ListedTool[]; readonly page: ListPage<ListedTool> } | undefined;

  /** @param patienceMs how long a call waits for the first document. */
  constructor(desk: Desk, patienceMs: number) {
    this.#desk = desk;
    this.#patienceMs = patienceMs;
    const name = { name: 'mcpm-runner', version: runnerVersion() };
    this.briefMeta = { [MetaKey.serverInfo]: { ...name } };
    this.identity = Object.defineProperty(name, 'title', { enumerable: true, get: () => desk.title });
  }

  /** Waits until it is settled whether there is a document, but not for ever; `undefined` when there is one. Never rejects. */
  whenReady(patienceMs = this.#patienceMs): Promise<unknown> | undefined {
    const settled = this.#desk.whenSettled();
    return settled && within(settled, patienceMs);
  }

  /** Waits for it as long as a list may take. */
  whenListed(): Promise<unknown> | undefined {
    return this.whenReady(Math.min(LIST_PATIENCE_MS, this.#patienceMs));
  }

  /** What a model should know of the tools as a whole. Nobody waits for it: a hello that waits for the document makes the first list late. */
  get introduction(): string {
    return this.#desk.introduction;
  }

  /** A page of the list of tools. Rejects with a `WireFailure` for a cursor that is none. */
  async page(cursor: string | undefined): Promise<ListPage<ListedTool>> {
    await this.whenListed();
    const tools = await this.#desk.list();
    if (cursor === undefined && this.#first?.of === tools) return this.#first.page;
    const page = listPage(tools.map(listedPart), cursor);
    if (page === undefined) {
      const reason = 'This cursor is not one of this list, or the list has changed; ask again without a cursor.';
      throw new WireFailure(ErrorCode.invalidParams, reason);
    }
    if (cursor === undefined) this.#first = { of: tools, page };
    return page;
  }
}
