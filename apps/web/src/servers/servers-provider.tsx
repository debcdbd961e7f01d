// Owns the list of servers in the page: loaded once, then kept true by the stream with one write per frame.
'use client';

import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, useMemo, useRef, type ReactElement, type ReactNode } from 'react';
import { useApi } from '../access/use-api.ts';
import type { ApiClient, Server, ServerItem } from '../contract/index.ts';
import type { Subscription } from '../stream/stream-client.ts';
import { useTopic } from '../stream/stream-provider.tsx';
import { applyItems } from './apply-items.ts';

const ServersContext = createContext<UseQueryResult<Server[]> | null>(null);
const queryKey = ['servers'];

async function loadAll(api: ApiClient, signal: AbortSignal): Promise<Server[]> {
  const all: Server[] = [];
  let cursor: string | undefined;
  do {
    const page = await api(
      'listServers',
      { query: { limit: 500, ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    );
    all.push(...page.servers);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return applyItems([], all, true);
}

/** Loads the servers and follows them as long as it is mounted. */
export function ServersProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const api = useApi();
  const queries = useQueryClient();
  const frames = useRef(0);
  const subscription = useMemo<Subscription>(
    () => ({
      onItems: (items, snapshot) => {
        frames.current += 1;
        const servers = queries.getQueryData<Server[]>(queryKey);
        if (!servers && !snapshot) return; // The first load, still under way, will hold this change.
        queries.setQueryData(queryKey, applyItems(servers ?? [], items as readonly ServerItem[], snapshot));
      },
    }),
    [queries],
  );
  useTopic('servers', subscription);
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const before = frames.current;
      const loaded = await loadAll(api, signal);
      // What the stream said meanwhile is newer than this answer.
      return before === frames.current ? loaded : (queries.getQueryData<Server[]>(queryKey) ?? loaded);
    },
    staleTime: Infinity,
  });
  return <ServersContext value={query}>{children}</ServersContext>;
}

/** The servers, as a query: data, error, and how to load again. */
export function useServers(): UseQueryResult<Server[]> {
  const query = use(ServersContext);
  if (!query) throw new Error('useServers needs a ServersProvider above it.');
  return query;
}
