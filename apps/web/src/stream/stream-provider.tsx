// Owns the life of the stream client in the page, and the hooks by which parts of the page use it.
'use client';

import {
  createContext,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useIsAdmitted } from '../access/use-me.ts';
import { STREAM_PATH, type Topic } from '../contract/index.ts';
import { useReport } from '../problem/use-report.ts';
import { StreamClient, type StreamState, type Subscription } from './stream-client.ts';

const StreamContext = createContext<StreamClient | null>(null);

function openSocket(): WebSocket {
  const scheme = window.location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(`${scheme}//${window.location.host}${STREAM_PATH}`);
}

/** Keeps one connection as long as it is mounted. */
export function StreamProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const admitted = useIsAdmitted();
  const queries = useQueryClient();
  const report = useReport();
  const [client] = useState(() => new StreamClient(openSocket));
  useEffect(
    () =>
      client.onTrouble((trouble) => {
        if (trouble.type === 'error') report(trouble);
        // A refused connection says nothing of its reason; asking who we are does (401 leads to the login).
        else void queries.invalidateQueries({ queryKey: ['me'] });
      }),
    [client, queries, report],
  );
  useEffect(() => {
    if (!admitted) return;
    const hurry = () => client.hurry();
    client.start();
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      client.stop();
    };
  }, [client, admitted]);
  return <StreamContext value={client}>{children}</StreamContext>;
}

/** The stream client of the page. */
export function useStream(): StreamClient {
  const client = use(StreamContext);
  if (!client) throw new Error('useStream needs a StreamProvider above it.');
  return client;
}

/** What the connection is now. */
export function useStreamState(): StreamState {
  const client = useStream();
  return useSyncExternalStore(
    (listener) => client.onState(listener),
    () => client.state,
    () => 'connecting',
  );
}

/** Subscribes while mounted; `subscription` must be stable, `null` subscribes to nothing. */
export function useTopic(topic: Topic, subscription: Subscription | null): void {
  const client = useStream();
  useEffect(() => (subscription ? client.subscribe(topic, subscription) : undefined), [client, topic, subscription]);
}
