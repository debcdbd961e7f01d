// Owns the words for a failure in the reader's language.
'use client';

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../contract/index.ts';
import { isKnown, isPartMissing, isStandardNext, ownCodes, type Failure } from './explain.ts';

/** A failure in words: what, why, and what to do. */
export interface Explanation {
  readonly title: string;
  readonly detail: string;
  readonly next: string;
  readonly code: string;
  readonly requestId?: string | undefined;
}

/** Any thrown thing as a failure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiProblem) return error.problem;
  const code = isPartMissing(error) ? 'part_missing' : 'unexpected';
  return { code, detail: error instanceof Error ? error.message : String(error), next: '' };
}

/** Gives the function that explains a failure. */
export function useExplain(): (failure: Failure) => Explanation {
  const t = useTranslations('problems');
  return useCallback(
    (failure) => {
      const { code, requestId } = failure;
      const known = isKnown(code) ? code : undefined;
      const own = ownCodes.find((candidate) => candidate === code);
      return {
        title: known ? t(`${known}.title`) : (failure.title ?? code),
        detail: own && own !== 'unexpected' ? t(`${own}.detail`) : failure.detail,
        next: known && isStandardNext(failure) ? t(`${known}.next`) : failure.next,
        code,
        requestId,
      };
    },
    [t],
  );
}
