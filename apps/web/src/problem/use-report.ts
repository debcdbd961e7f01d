// Owns how a failure that belongs to no place on the page is told: as a toast with cause and next step.
'use client';

import { useCallback } from 'react';
import { useFetchedAhead } from '../screen/fetch-ahead.ts';
import { loadToasts, toastError } from '../screen/toast.ts';
import type { Failure } from './explain.ts';
import { useExplain } from './use-explain.ts';

/** Gives the function that tells a failure; `lead` says what was tried. The same failure is shown once at a time. */
export function useReport(): (failure: Failure, lead?: string) => void {
  const explain = useExplain();
  useFetchedAhead(loadToasts); // A failure is told also when mcpm is away.
  return useCallback(
    (failure, lead) => {
      const { title, detail, next, code } = explain(failure);
      void toastError(lead ?? title, {
        id: `${lead ?? ''}${code}`,
        description: `${detail} ${next}`.trim(),
        duration: 10_000,
      });
    },
    [explain],
  );
}
