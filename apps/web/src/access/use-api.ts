// Owns the client of the API in the page.
'use client';

import { createContext, use } from 'react';
import type { ApiClient } from '../contract/index.ts';

/** Holds the client; given by the providers of the page. */
export const ApiContext = createContext<ApiClient | null>(null);

/** The client of the API. */
export function useApi(): ApiClient {
  const api = use(ApiContext);
  if (!api) throw new Error('useApi needs the providers above it.');
  return api;
}
