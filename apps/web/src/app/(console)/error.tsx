// Owns what stands in the middle of the console when a page breaks: the shell stays, and what only did not arrive is fetched once mcpm is back.
'use client';

import { useEffect, useRef, type ReactElement } from 'react';
import { isPartMissing } from '../../problem/explain.ts';
import { ProblemAlert } from '../../problem/problem-alert.tsx';
import { failureOf } from '../../problem/use-explain.ts';
import { useStreamState } from '../../stream/stream-provider.tsx';

export default function ConsoleErrorPage({ error }: { readonly error: Error }): ReactElement {
  const state = useStreamState();
  const away = useRef(false);
  useEffect(() => {
    if (state !== 'live') away.current = true;
    else if (away.current && isPartMissing(error)) window.location.reload();
  }, [state, error]);
  return <ProblemAlert failure={failureOf(error)} onRetry={() => window.location.reload()} />;
}
