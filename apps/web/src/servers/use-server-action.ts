// Owns what happens when a button of a server is pressed: one request, the truth by the stream, failures told with the name.
'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useApi } from '../access/use-api.ts';
import type { Server } from '../contract/index.ts';
import { failureOf } from '../problem/use-explain.ts';
import { useReport } from '../problem/use-report.ts';
import { useStreamState } from '../stream/stream-provider.tsx';
import type { ServerAction } from './action-reasons.ts';
import { useServers } from './servers-provider.tsx';

/** The action under way, if any, and how to begin one; a second is not begun before the first was answered. */
export interface ServerActions {
  readonly pending: ServerAction | undefined;
  readonly run: (action: ServerAction) => void;
}

/** The actions of one server. */
export function useServerAction({ definition: { id, name } }: Server): ServerActions {
  const t = useTranslations('servers');
  const api = useApi();
  const report = useReport();
  const servers = useServers();
  const live = useStreamState() === 'live';
  const mutation = useMutation({
    mutationFn: async (action: ServerAction) => {
      const input = { params: { id } };
      if (action === 'delete') await api('deleteServer', input);
      else await api(`${action}Server`, input);
    },
    onError: (error, action) => report(failureOf(error), t(`couldNot.${action}`, { name })),
    onSettled: () => (live ? undefined : servers.refetch()),
  });
  return {
    pending: mutation.isPending ? mutation.variables : undefined,
    run: (action) => {
      if (!mutation.isPending) mutation.mutate(action);
    },
  };
}
