// Owns which observers of calls the options ask for.
import type { RunnerOptions } from '@mcpm/domain';
import type { Logger } from '../log/logger.ts';
import { runnerVersion } from '../runtime/version.ts';
import { openAudit } from './audit.ts';
import { CallObserver } from './call-observer.ts';

/** Where observations go. */
export interface ObserverSurroundings {
  readonly log: Logger;
  /** Standard error, where the audit goes whatever the level of the log. */
  readonly sink: { write(text: string): unknown };
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
}

/** The observer of a server; what sends traces is loaded with the first call. */
export function composeObserver(
  { audit, traces }: Pick<RunnerOptions, 'audit' | 'traces'>,
  { log, sink, redact }: ObserverSurroundings,
): CallObserver {
  const openSpans = async (url: string) => {
    const { Spans } = await import('./spans.ts');
    return new Spans({ url, version: runnerVersion(), onProblem: (problem) => log.warn(`Traces: ${problem}`) });
  };
  return new CallObserver({
    now: () => performance.now(),
    ...(audit && { audit: openAudit({ sink, redact, now: () => new Date() }) }),
    ...(traces !== undefined && { openSpans: () => openSpans(traces) }),
  });
}
