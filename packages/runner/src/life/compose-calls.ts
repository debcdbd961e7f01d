// Owns what a call goes through: credentials, connections, answers, and the caller of operations that holds them together.
import type { RunnerOptions } from '@mcpm/domain';
import type { AnswerDesk } from '../answers/answer-desk.ts';
import type { CallStatistics } from '../call/call-statistics.ts';
import type { Redaction } from '../credentials/redaction.ts';
import { UpstreamCredentials } from '../credentials/upstream-credentials.ts';
import { LocalFiles } from '../files/local-files.ts';
import type { Logger } from '../log/logger.ts';
import { systemClock } from '../runtime/clock.ts';
import { OperationCaller } from '../tools/operation-caller.ts';
import type { DialSettings } from '../upstream/dial/dial-settings.ts';
import { INSECURE_WARNING } from '../upstream/tell-connections.ts';
import { UpstreamClient } from '../upstream/upstream-client.ts';
import { everythingCollector, IdleCollection } from './idle-collection.ts';
import { processHeap, YoungSpace } from './young-space.ts';

/** What is there before the first call. */
export interface CallSurroundings {
  readonly log: Logger;
  /** Is told every secret. */
  readonly redaction: Redaction;
  readonly answers: AnswerDesk;
  readonly statistics: CallStatistics;
  /** Where connections may go, and through which proxy. */
  readonly dial: DialSettings;
  /** Called after each call. */
  readonly onCall: () => void;
}

/** Everything that only calls need. */
export interface CallParts {
  readonly operations: OperationCaller;
  readonly credentials: UpstreamCredentials;
  /** Cuts connections. */
  close(): Promise<void>;
}

/** Makes it; nothing is connected yet. Throws `configuration_invalid` that names everything that is wrong with credentials and their files. */
export async function composeCalls(
  options: RunnerOptions,
  { log, dial, redaction, answers, statistics, onCall }: CallSurroundings,
): Promise<CallParts> {
  const now = () => performance.now();
  const credentials = await UpstreamCredentials.open(options, { log, dial, redaction, now });
  const upstream = new UpstreamClient({
    timeoutMs: options.timeout,
    firstByteTimeoutMs: options.firstByteTimeout,
    maxResponseBytes: options.maxResponse,
    retries: options.retries,
    hostConcurrency: options.hostConcurrency,
    circuitFailures: options.circuitFailures,
    responseCache: options.responseCache,
    unixSocket: options.unixSocket,
    insecure: options.insecure,
    onInsecure: () => log.warn(INSECURE_WARNING),
    dial,
    tls: () => credentials.tls,
    holdsSecret: (text) => redaction.redact(text) !== text,
  });
  const young = new YoungSpace(processHeap);
  const idle = new IdleCollection(everythingCollector(), systemClock);
  const operations = new OperationCaller({
    upstream,
    credentials,
    redaction,
    files: new LocalFiles(options.fileRoots),
    answers,
    statistics,
    onCall: () => {
      idle.called();
      young.called();
      onCall();
    },
    now,
  });
  return {
    operations,
    credentials,
    close: async () => {
      idle.stop();
      await Promise.all([upstream.close(), credentials.close()]);
    },
  };
}
