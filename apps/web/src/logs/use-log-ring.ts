// Owns the log of one process in the page: its tail is loaded once, then the stream adds to it.
'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { useApi } from '../access/use-api.ts';
import type { LogLine } from '../contract/index.ts';
import type { Subscription } from '../stream/stream-client.ts';
import { useTopic } from '../stream/stream-provider.tsx';
import { LogRing } from './log-ring.ts';

const CAPACITY = 10_000;
const TAIL = 500;

/** The ring of a process, and how its first load went. */
export interface ProcessLog {
  readonly ring: LogRing;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Loads and follows the log of a process. */
export function useProcessLog(processId: string): ProcessLog {
  const api = useApi();
  const ring = useMemo(() => new LogRing(CAPACITY, processId), [processId]);
  const tail = useQuery({
    queryKey: ['log-tail', processId],
    queryFn: async ({ signal }) => {
      const { lines } = await api('getProcessLogs', { params: { id: processId }, query: { tail: TAIL } }, signal);
      ring.pushLines(lines);
      return lines.length;
    },
    gcTime: 0,
    staleTime: Infinity,
  });
  const ready = tail.isSuccess;
  const subscription = useMemo<Subscription | null>(
    () =>
      ready
        ? {
            filter: { processId },
            since: () => ring.lastSeq ?? 0,
            // A line on its way while the process was changed belongs to the one before.
            onItems: (items) =>
              ring.pushLines((items as readonly LogLine[]).filter((line) => line.processId === processId)),
            onGap: (missed) => ring.pushGap(missed),
          }
        : null,
    [ready, processId, ring],
  );
  useTopic('logs', subscription);
  return { ring, isLoading: tail.isPending, error: tail.error, retry: () => void tail.refetch() };
}

/** Draws again at each change of the ring. */
export function useRingVersion(ring: LogRing): number {
  return useSyncExternalStore(
    (listener) => ring.onChange(listener),
    () => ring.version,
    () => 0,
  );
}
