// Owns how a part that comes later is shown: once it is there, or not at all, and then with the reason.
'use client';

import { useCallback } from 'react';
import { useFetchedAhead } from '../screen/fetch-ahead.ts';
import { failureOf } from './use-explain.ts';
import { useReport } from './use-report.ts';

/** Gives the function that shows a part once it is there, or tells that it cannot be fetched; `load` must be stable. */
export function usePart(load: () => Promise<unknown>): (show: () => void) => void {
  const report = useReport();
  useFetchedAhead(load);
  return useCallback(
    (show) => {
      load().then(show, (error: unknown) => report(failureOf(error)));
    },
    [load, report],
  );
}
