// Owns the fetching of parts that come later, while nothing else is to do: they are there then when mcpm is not.
'use client';

import { useEffect } from 'react';
import { whenIdle } from './when-idle.ts';

/** Fetches a part of the page; whether it came is told by its first use. */
export function fetchAhead(load: () => Promise<unknown>): void {
  load().catch(() => {
    // Whoever uses the part fetches it again and tells.
  });
}

/** Fetches a part while the browser is idle; `load` must be stable. */
export function useFetchedAhead(load: () => Promise<unknown>): void {
  useEffect(() => whenIdle(() => fetchAhead(load)), [load]);
}
