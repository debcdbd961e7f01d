// Owns who is told what of the document that is served, once it is there and each time it is another one: the log, people, clients, the manager.
import type { RunnerOptions } from '@mcpm/domain';
import type { CompiledDocument } from '@mcpm/openapi';
import type { ReloadOutcome } from '../document/live-document.ts';
import { describeSandbox } from '../managed/describe-sandbox.ts';
import type { ManagedSide } from '../managed/managed-side.ts';
import type { Environment } from '../runtime/environment.ts';
import { tellConnections } from '../upstream/tell-connections.ts';
import { announceReload } from './announce-reload.ts';
import type { ComposedServer } from './compose-server.ts';
import type { OpenEndpoint } from './open-endpoint.ts';
import { describeError, tellDocument, tellList, tellPeople } from './tell.ts';

/** Who is told, and of what. */
export interface AnnouncerParts {
  readonly options: RunnerOptions;
  /** The variables of the process. */
  readonly env: Environment;
  readonly server: ComposedServer;
  readonly open: OpenEndpoint;
  readonly managed: ManagedSide | undefined;
}

/** Tells of the document of one server that is open. */
export class Announcer {
  readonly #parts: AnnouncerParts;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  /** There is a first document. */
  async ready(document: CompiledDocument): Promise<void> {
    const { options, env, server, open, managed } = this.#parts;
    tellDocument(server.log, document);
    await tellConnections(server.log, options, { document, dial: server.dial });
    await server.desk.relisted();
    await this.#tellList(document);
    await this.#tellCredentials(document);
    const { lazy } = await server.desk.choice();
    const port = open.listener?.port;
    await tellPeople(process.stderr, env, { options, document, lazy, port });
    if (server.desk.isAwaited) open.endpoint.toolsChanged();
    await managed?.tell({
      type: 'ready',
      ...(port === undefined ? {} : { port, endpoint: options.endpoint }),
      tools: document.names.length,
      warnings: document.warnings.length,
      sandbox: describeSandbox(process.permission),
    });
  }

  /** There is none, and the server stays. */
  missing(failure: unknown): void {
    const { server, open } = this.#parts;
    server.log.error(describeError(failure));
    server.log.warn('Clients get one tool that says so; --fail-fast leaves instead');
    open.endpoint.toolsChanged();
  }

  /** It was compiled again, or was to be; of a first one `ready` tells the rest. */
  async reloaded(outcome: ReloadOutcome): Promise<void> {
    const { server, open, managed } = this.#parts;
    void announceReload(open.endpoint, outcome, server.redact);
    if (outcome.kind === 'kept') {
      const stays =
        server.document.current === undefined ? 'There is still no document' : 'The last good document stays';
      server.log.error(`${stays}: ${describeError(outcome.error)}`);
    } else if (outcome.kind === 'changed' && !outcome.first) {
      const { document, listChanged } = outcome;
      tellDocument(server.log, document);
      await this.#tellCredentials(document);
      if (!listChanged) return;
      if (await server.desk.relisted()) {
        await this.#tellList(document);
        open.endpoint.toolsChanged();
      }
      await managed?.tell({ type: 'tools-changed', tools: document.names.length });
    }
  }

  async #tellList(document: CompiledDocument): Promise<void> {
    const { options, server } = this.#parts;
    const choice = await server.desk.choice();
    tellList(server.log, { document, choice, listBudget: options.listBudget });
  }

  async #tellCredentials(document: CompiledDocument): Promise<void> {
    const { log, calls } = this.#parts.server;
    // Where credentials were given, they are made before the door opens.
    if (calls.made === undefined) return;
    const { tellCredentials } = await import('../credentials/tell-credentials.ts');
    tellCredentials(log, calls.made.credentials.settings, document);
  }
}
