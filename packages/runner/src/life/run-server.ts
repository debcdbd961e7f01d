// Owns the life of one server: what it is made of, the order in which it opens, and how it closes.
import { setTimeout as pause } from 'node:timers/promises';
import { ExitCode, McpmError, reasonFor, type ParentMessage, type RunnerOptions } from '@mcpm/domain';
import type { CompiledDocument } from '@mcpm/openapi';
import { AnswerDesk } from '../answers/answer-desk.ts';
import { Redaction } from '../credentials/redaction.ts';
import { tellCredentials } from '../credentials/tell-credentials.ts';
import { UpstreamCredentials } from '../credentials/upstream-credentials.ts';
import type { Environment } from '../cli/parse-options.ts';
import { watchSource } from '../document/watch-source.ts';
import { compileFor } from '../document/compile-for.ts';
import { openCache, type DiskCache } from '../document/disk-cache.ts';
import { LiveDocument, type ReloadOutcome } from '../document/live-document.ts';
import { LocalFiles } from '../files/local-files.ts';
import type { Logger } from '../log/logger.ts';
import { ManagedReport } from '../managed/managed-report.ts';
import { ParentChannel } from '../managed/parent-channel.ts';
import { CallStatistics } from '../tools/call-statistics.ts';
import { OperationCaller } from '../tools/operation-caller.ts';
import { ToolDesk } from '../tools/tool-desk.ts';
import { UpstreamClient } from '../upstream/upstream-client.ts';
import { Departure } from './departure.ts';
import { exitCodeOf } from './exit-code.ts';
import { openEndpoint, type OpenEndpoint } from './open-endpoint.ts';
import { watchStopReasons } from './stop-reasons.ts';
import { describeError, tellDocument, tellList, tellPlace } from './tell.ts';

/** Milliseconds a client's request waits for the first compile; clients usually wait 60 s. */
const PATIENCE_MS = 55_000;
/** Milliseconds calls may still take once the process shall leave, and until it is gone whatever happens. */
const DRAIN_MS = 1_000;
const LEAVE_MS = 1_700;
/** Milliseconds for bytes that are on their way. */
const FLUSH_MS = 100;

/** One server in this process. */
export class RunningServer {
  readonly #options: RunnerOptions;
  readonly #log: Logger;
  readonly #channel = new ParentChannel(process);
  readonly #statistics = new CallStatistics();
  readonly #cache: DiskCache | undefined;
  readonly #document: LiveDocument;
  readonly #credentials: UpstreamCredentials;
  readonly #upstream: UpstreamClient;
  readonly #answers: AnswerDesk;
  readonly #desk: ToolDesk;
  readonly #departure: Departure;
  #open: OpenEndpoint | undefined;
  #report: ManagedReport | undefined;
  #stopWatching: (() => void) | undefined;

  /** @param env the variables of the process. */
  constructor(options: RunnerOptions, log: Logger, env: Environment) {
    this.#options = options;
    const redaction = new Redaction();
    this.#log = log.redacted(redaction.redact);
    this.#credentials = new UpstreamCredentials(options, { log: this.#log, redaction, now: () => performance.now() });
    const cache = openCache(options, env);
    this.#cache = cache;
    this.#document = new LiveDocument(
      compileFor(options, { input: process.stdin, ...(cache && { cache }) }),
      (outcome) => this.#reloaded(outcome),
    );
    this.#upstream = new UpstreamClient({
      timeoutMs: options.timeout,
      maxResponseBytes: options.maxResponse,
      tls: () => this.#credentials.tls,
      holdsSecret: (text) => redaction.redact(text) !== text,
    });
    const answers = new AnswerDesk({
      options,
      isTaken: (name) => this.#document.current?.find(name) !== undefined,
      redact: redaction.redact,
      now: () => performance.now(),
    });
    this.#answers = answers;
    const operations = new OperationCaller({
      upstream: this.#upstream,
      credentials: this.#credentials,
      redaction,
      files: new LocalFiles(options.fileRoots),
      answers,
      statistics: this.#statistics,
      onCall: () => this.#report?.called(),
      now: () => performance.now(),
    });
    this.#desk = new ToolDesk({ document: this.#document, operations, answers, limits: options });
    this.#departure = new Departure({
      close: () => this.#close(),
      withinMs: LEAVE_MS,
      exit: (code) => process.exit(code),
    });
  }

  /** Opens the door, then compiles the document; clients are greeted meanwhile. Resolves when both are done, or when leaving began. */
  async run(): Promise<void> {
    this.#obey();
    try {
      this.#open = await openEndpoint(this.#options, {
        desk: this.#desk,
        resources: this.#answers.saved,
        log: this.#log,
        patienceMs: PATIENCE_MS,
      });
      if (this.#options.watch)
        this.#stopWatching = await watchSource(
          this.#options.openapi,
          {
            onChange: () => void this.#document.reload(),
            log: this.#log,
            headers: this.#options.documentHeaders,
          },
          this.#options.overlays,
        );
      const document = await this.#document.start();
      if (this.#departure.began) return;
      this.#cache?.writeLater();
      tellDocument(this.#log, document);
      await this.#desk.relisted();
      tellList(this.#log, { document, choice: await this.#desk.choice(), listBudget: this.#options.listBudget });
      tellCredentials(this.#log, this.#credentials.settings, document);
      tellPlace(this.#log, this.#options, this.#open.listener?.port);
      const place =
        this.#open.listener === undefined ? {} : { port: this.#open.listener.port, endpoint: this.#options.endpoint };
      if (this.#options.managed)
        await this.#channel.send({
          type: 'ready',
          ...place,
          tools: document.names.length,
          warnings: document.warnings.length,
        });
    } catch (error) {
      await this.fail(error);
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
    if (this.#options.managed) await Promise.race([this.#channel.send({ type: 'failed', reason }), pause(DRAIN_MS)]);
    this.#departure.leave(exitCodeOf(failure));
  }

  #obey(): void {
    const { managed, transport } = this.#options;
    process.on('uncaughtException', (error) => void this.fail(error));
    watchStopReasons({
      input: managed || transport === 'stdio' ? process.stdin : undefined,
      inputIsRead: transport === 'stdio',
      channel: this.#channel,
      leave: (reason) => this.#leave(reason),
      reload: () => void this.#document.reload(),
    });
    // A client that is gone does not read answers either.
    if (transport === 'stdio') process.stdout.on('error', () => this.#leave('standard output is closed'));
    if (!managed) return;
    if (!this.#channel.connected) this.#log.warn('--managed was given, but there is no IPC channel to a manager');
    this.#report = new ManagedReport({
      figures: () => this.#statistics.figures(),
      connections: () => this.#open?.endpoint.connections() ?? 0,
      send: (message) => void this.#channel.send(message),
    });
    this.#channel.listen(
      (message) => this.#answer(message),
      (complaint) => this.#log.warn(complaint),
    );
  }

  #answer(message: ParentMessage): void {
    if (message.type === 'health-check') this.#report?.answerHealth(message.id);
    else if (message.type === 'reload') void this.#document.reload();
    else this.#leave('the manager asked for it');
  }

  #leave(reason: string): void {
    if (!this.#departure.began) this.#log.info(`Leaving: ${reason}`);
    this.#departure.leave(ExitCode.ok);
  }

  #reloaded(outcome: ReloadOutcome): void {
    if (outcome.kind === 'kept') {
      this.#log.error(`The last good document stays: ${describeError(outcome.error)}`);
    } else if (outcome.kind === 'changed') {
      tellDocument(this.#log, outcome.document);
      tellCredentials(this.#log, this.#credentials.settings, outcome.document);
      if (outcome.listChanged) void this.#relist(outcome.document);
    }
  }

  async #relist(document: CompiledDocument): Promise<void> {
    if (await this.#desk.relisted()) {
      tellList(this.#log, { document, choice: await this.#desk.choice(), listBudget: this.#options.listBudget });
      this.#open?.endpoint.toolsChanged();
    }
    if (this.#options.managed) await this.#channel.send({ type: 'tools-changed', tools: document.names.length });
  }

  async #close(): Promise<void> {
    this.#report?.stop();
    this.#stopWatching?.();
    const closed = this.#open?.listener?.stop();
    // A call that is done has yet to be written to its client.
    if (await this.#desk.drained(DRAIN_MS)) await pause(FLUSH_MS);
    await this.#open?.endpoint.close();
    await Promise.all([this.#upstream.close(), this.#credentials.close(), this.#answers.close()]);
    // Whoever does not read what is left is cut off.
    await Promise.race([closed, pause(FLUSH_MS)]);
    this.#open?.listener?.cut();
  }
}
