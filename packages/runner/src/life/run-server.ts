// Owns the life of one server: the order in which it opens, what moves it while it runs, and how it closes.
import { ExitCode, McpmError, reasonFor, type ErrorCode, type RunnerOptions } from '@mcpm/domain';
import type { CompiledDocument } from '@mcpm/openapi';
import { DocumentUpkeep } from '../document/document-upkeep.ts';
import type { ReloadOutcome } from '../document/live-document.ts';
import type { Logger } from '../log/logger.ts';
import type { ManagedSide } from '../managed/managed-side.ts';
import { Offer } from '../mcp/methods/offer.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Environment } from '../runtime/environment.ts';
import { answersFirst, pause, within } from '../runtime/wait.ts';
import { Announcer } from './announcer.ts';
import { keepCodeLater } from './code-cache.ts';
import { composeServer, type ComposedServer } from './compose-server.ts';
import { Departure } from './departure.ts';
import { exitCodeOf } from './exit-code.ts';
import { openEndpoint, type OpenEndpoint } from './open-endpoint.ts';
import { watchStopReasons } from './stop-reasons.ts';
import { describeError, tellPlace, whileLoading } from './tell.ts';

/** Failures of a document that may pass, or be mended while clients are there. */
const AWAITED: readonly ErrorCode[] = ['document_unusable', 'document_unreachable'];
/** Milliseconds a client's request waits for the first compile; clients usually wait 60 s. */
const PATIENCE_MS = 55_000;
/** Milliseconds in which a client that started this process, or waited for its door, has said its first word; and between two looks for it. */
const COMING_MS = 2_000;
const LOOK_MS = 25;
/** Milliseconds calls may still take once the process shall leave, and until it is gone whatever happens. */
const DRAIN_MS = 1_000;
const LEAVE_MS = 1_700;
/** Milliseconds for bytes that are on their way. */
const FLUSH_MS = 100;

/** One server in this process. */
export class RunningServer {
  readonly #options: RunnerOptions;
  readonly #env: Environment;
  readonly #server: ComposedServer;
  readonly #log: Logger;
  readonly #upkeep: DocumentUpkeep;
  readonly #departure: Departure;
  #managed: ManagedSide | undefined;
  #open: OpenEndpoint | undefined;
  #announcer: Announcer | undefined;
  #isProblemTold = false;

  /** @param env the variables of the process. */
  constructor(options: RunnerOptions, log: Logger, env: Environment) {
    this.#options = options;
    this.#env = env;
    this.#server = composeServer(options, {
      log,
      env,
      onCall: () => this.#managed?.called(),
      onReload: (outcome) => this.#reloaded(outcome),
    });
    this.#log = this.#server.log;
    const { fetch } = this.#server;
    this.#upkeep = new DocumentUpkeep({ options, log: this.#log, clock: systemClock, fetch, reload: this.#reload });
    this.#departure = new Departure({
      close: () => this.#close(),
      withinMs: LEAVE_MS,
      exit: (code) => process.exit(code),
    });
  }

  /**
   * Opens the door, then compiles the document; clients are greeted meanwhile. Resolves when both are done, or when leaving began. Throws
   * `configuration_invalid` before anything is open.
   */
  async run(): Promise<void> {
    await this.#server.calls.check(this.#options);
    await this.#obey();
    try {
      const open = await this.#openDoor();
      this.#announcer = new Announcer({
        options: this.#options,
        env: this.#env,
        server: this.#server,
        open,
        managed: this.#managed,
      });
      tellPlace(this.#log, this.#options, open.listener?.port);
      await this.#upkeep.begin();
      const compiling = this.#server.document.start();
      await this.#serve(await whileLoading(process.stderr, this.#options.openapi, compiling), this.#announcer);
    } catch (error) {
      if (!(await this.#staysFor(error))) return this.fail(error);
      // A reload may have brought it meanwhile.
      if (this.#server.document.current !== undefined) return;
      this.#isProblemTold = true;
      this.#announcer?.missing(error);
      this.#upkeep.missing(error);
    }
  }

  /** Says why it cannot go on, to people and to the parent, and leaves. */
  async fail(failure: unknown): Promise<void> {
    if (this.#departure.began) return;
    this.#log.error(describeError(failure));
    const reason =
      failure instanceof McpmError
        ? failure.reason
        : reasonFor('internal_error', 'The runner hit a bug; its log says more.');
    if (this.#managed) await within(this.#managed.tell({ type: 'failed', reason }), DRAIN_MS);
    this.#departure.leave(exitCodeOf(failure));
  }

  async #openDoor(): Promise<OpenEndpoint> {
    const { desk, resources, redact, statistics } = this.#server;
    const parts = { desk, offer: new Offer(desk, PATIENCE_MS), resources, redact, log: this.#log };
    this.#open = await openEndpoint(this.#options, parts, () => statistics.figures());
    return this.#open;
  }

  /** There is a document: it is told to everyone. */
  async #serve(document: CompiledDocument, announcer: Announcer): Promise<void> {
    if (this.#departure.began) return;
    // Clients that wait for their first list come before everyone who is told of it.
    await this.#server.desk.choice();
    await answersFirst();
    this.#server.cache?.writeLater();
    keepCodeLater();
    this.#upkeep.arrived(document.texts);
    await announcer.ready(document);
  }

  /**
   * Whether clients are to be told why there are no tools: where one asks, or comes within a moment, or where the document is being written (`--watch`). Everyone else, a manager among
   * them, is told by the end of the process and its exit code.
   */
  async #staysFor(failure: unknown): Promise<boolean> {
    const { managed, failFast, watch } = this.#options;
    if (managed || failFast || this.#announcer === undefined || this.#departure.began) return false;
    if (!(failure instanceof McpmError) || !AWAITED.includes(failure.code)) return false;
    return watch || this.#isAsked();
  }

  /** Whether a client is there, or comes within `COMING_MS`, or else the document does. */
  async #isAsked(): Promise<boolean> {
    const { document } = this.#server;
    const until = systemClock.now() + COMING_MS;
    const asked = () => document.current !== undefined || this.#isClientThere();
    while (!asked() && systemClock.now() < until && !this.#departure.began) await pause(LOOK_MS);
    return asked() && !this.#departure.began;
  }

  #isClientThere(): boolean {
    return (this.#open?.endpoint.connections() ?? 0) > 0 || this.#server.desk.isAwaited;
  }

  /** Whatever moves the server from outside: signals, the end of its input, its parent. */
  async #obey(): Promise<void> {
    const { managed, transport } = this.#options;
    process.on('uncaughtException', (error) => void this.fail(error));
    watchStopReasons({
      input: managed || transport === 'stdio' ? process.stdin : undefined,
      inputIsRead: transport === 'stdio',
      leave: (reason) => this.#leave(reason),
      inputEnded: () => void this.#inputEnded(),
      reload: this.#reload,
    });
    // A client that is gone does not read answers either.
    if (transport === 'stdio') process.stdout.on('error', () => this.#leave('standard output is closed'));
    if (!managed) return;
    const { ManagedSide: Side } = await import('../managed/managed-side.ts');
    this.#managed = new Side({
      ipc: process,
      log: this.#log,
      figures: () => this.#server.statistics.figures(),
      connections: () => this.#open?.endpoint.connections() ?? 0,
      reload: this.#reload,
      leave: (reason) => this.#leave(reason),
    });
  }

  readonly #reload = () => void this.#server.document.reload();

  #reloaded(outcome: ReloadOutcome): void {
    const announcer = this.#announcer;
    // Nothing is compiled before there is a door.
    if (announcer === undefined) return;
    void announcer.reloaded(outcome);
    if (outcome.kind === 'changed') {
      if (outcome.first) void this.#serve(outcome.document, announcer);
      else this.#upkeep.arrived(outcome.document.texts);
    } else if (outcome.kind === 'kept' && this.#server.document.current === undefined)
      this.#upkeep.missing(outcome.error);
  }

  /** A script that starts this process gives it no input, and is to hear of a document that cannot be used. */
  async #inputEnded(): Promise<void> {
    const { document } = this.#server;
    const first = document.whenReady().catch(() => undefined);
    if (!this.#options.managed && !this.#isClientThere()) await within(first, DRAIN_MS);
    if (document.problem !== undefined && !this.#isProblemTold) return this.fail(document.problem);
    this.#leave('standard input ended');
  }

  #leave(reason: string): void {
    if (this.#departure.began) return;
    const { problem } = this.#server.document;
    this.#log.info(`Leaving: ${reason}`);
    this.#departure.leave(problem === undefined ? ExitCode.ok : exitCodeOf(problem));
  }

  async #close(): Promise<void> {
    this.#managed?.stop();
    this.#upkeep.stop();
    const closed = this.#open?.listener?.stop();
    // A call that is done has yet to be written to its client.
    if (await this.#server.desk.drained(DRAIN_MS)) await pause(FLUSH_MS);
    await this.#open?.endpoint.close();
    await this.#server.close();
    // Whoever does not read what is left is cut off.
    await Promise.race([closed, pause(FLUSH_MS)]);
    this.#open?.listener?.cut();
  }
}
