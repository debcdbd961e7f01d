// Owns what a server is made of before anything is open: the document, the tools, what they answer with.
import type { RunnerOptions } from '@mcpm/domain';
import { AnswerDesk } from '../answers/answer-desk.ts';
import { CallStatistics } from '../call/call-statistics.ts';
import type { Environment } from '../runtime/environment.ts';
import { documentSecrets } from '../credentials/document-secrets.ts';
import { Redaction } from '../credentials/redaction.ts';
import { compileFor } from '../document/compile-for.ts';
import { openCache, type DiskCache } from '../document/disk-cache.ts';
import { LiveDocument, type ReloadOutcome } from '../document/live-document.ts';
import { RateLimit } from '../inbound/rate-limit.ts';
import { BoundedSink } from '../log/bounded-sink.ts';
import type { Logger } from '../log/logger.ts';
import { composeObserver } from '../observe/compose-observer.ts';
import { openShelf, type OpenShelf } from '../resources/open-shelf.ts';
import { ToolDesk } from '../tools/tool-desk.ts';
import { dialSettings, type DialSettings } from '../upstream/dial/dial-settings.ts';
import { DocumentFetch } from '../upstream/document-fetch.ts';
import { LazyCalls } from './lazy-calls.ts';

/** Where a server is made, and who is told what it does. */
export interface ServerSurroundings {
  readonly log: Logger;
  /** The variables of the process. */
  readonly env: Environment;
  /** Called after each call. */
  readonly onCall: () => void;
  /** Told the outcome of every compile after the first. */
  readonly onReload: (outcome: ReloadOutcome) => void;
}

/** The parts of one server. */
export interface ComposedServer {
  /** The log, without the secrets of this server. */
  readonly log: Logger;
  readonly cache: DiskCache | undefined;
  readonly document: LiveDocument;
  readonly statistics: CallStatistics;
  readonly answers: AnswerDesk;
  /** The document and saved answers, as clients read them. */
  readonly resources: OpenShelf;
  readonly calls: LazyCalls;
  readonly desk: ToolDesk;
  /** Where connections may go, and through which proxy. */
  readonly dial: DialSettings;
  /** Asks for documents by these rules. */
  readonly fetch: DocumentFetch['fetch'];
  /** Takes the secrets of this server out of a text. */
  readonly redact: (text: string) => string;
  /** Closes what calls have opened or saved. */
  close(): Promise<void>;
}

/** Makes a server; nothing is loaded for calls, nothing is opened. */
export function composeServer(
  options: RunnerOptions,
  { log: plainLog, env, onCall, onReload }: ServerSurroundings,
): ComposedServer {
  const redaction = new Redaction();
  const log = plainLog.redacted(redaction.redact);
  const statistics = new CallStatistics();
  const cache = openCache(options, env);
  const dial = dialSettings(options, env);
  redaction.add([...(dial.proxies?.secrets ?? []), ...documentSecrets(options)]);
  const { ca } = options;
  const documents = new DocumentFetch({
    dial,
    ca: async () =>
      ca === undefined ? undefined : (await import('../credentials/tls-files.ts')).readTlsFiles({ ca }).tls.ca,
  });
  const { fetch } = documents;
  const compile = compileFor(options, {
    input: process.stdin,
    fetch,
    redact: redaction.redact,
    ...(cache && { cache }),
  });
  const document = new LiveDocument(compile, onReload);
  const answers = new AnswerDesk({
    options,
    isTaken: (name) => document.current?.find(name) !== undefined,
    redact: redaction.redact,
    now: () => performance.now(),
  });
  const calls = new LazyCalls(async () => {
    const { composeCalls } = await import('./compose-calls.ts');
    return composeCalls(options, { log, dial, redaction, answers, statistics, onCall });
  });
  const { rateLimit } = options;
  const refuse = rateLimit === 0 ? undefined : new RateLimit(rateLimit, () => performance.now()).refuse;
  const sink = new BoundedSink(process.stderr, () => new Date());
  const observer = composeObserver(options, { log, sink, redact: redaction.redact });
  const desk = new ToolDesk({
    document,
    operations: calls,
    answers,
    observer,
    limits: options,
    ...(refuse && { refuse }),
  });
  return {
    log,
    cache,
    document,
    statistics,
    answers,
    resources: openShelf({ origin: options, document, fetch }, answers.saved),
    calls,
    desk,
    dial,
    fetch,
    redact: redaction.redact,
    close: async () => {
      await Promise.all([calls.close(), answers.close(), documents.close(), observer.close()]);
    },
  };
}
