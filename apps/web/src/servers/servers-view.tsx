// Owns the page of servers: verdict, search, and the four states of the list: loading, empty, failed, there.
'use client';

import { PlusIcon } from '@heroicons/react/20/solid';
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { useMe } from '../access/use-me.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { ProblemAlert } from '../problem/problem-alert.tsx';
import { failureOf } from '../problem/use-explain.ts';
import { usePart } from '../problem/use-part.ts';
import { fetchAhead } from '../screen/fetch-ahead.ts';
import { hasReason } from './state-word.ts';
import { useServers } from './servers-provider.tsx';

const loadDialog = () => import('../create/create-server-dialog.tsx');
const CreateServerDialog = dynamic(async () => (await loadDialog()).CreateServerDialog, { ssr: false });

const loadList = () => import('./server-list.tsx');
const ServerList = dynamic(async () => (await loadList()).ServerList, { ssr: false, loading: Loading });

function Loading(): ReactElement {
  const t = useTranslations('common');
  return (
    <div aria-busy className="grid gap-2">
      <span role="status" className="sr-only">
        {t('loading')}
      </span>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} className="h-14 max-md:h-56" />
      ))}
    </div>
  );
}

function CreateButton({ onClick }: { readonly onClick: () => void }): ReactElement {
  const t = useTranslations('servers');
  const viewer = useMe()?.role === 'viewer';
  return (
    <Button onClick={onClick} aria-disabled={viewer} title={viewer ? t('disabled.viewer') : undefined}>
      <PlusIcon aria-hidden />
      {t('create')}
    </Button>
  );
}

function Empty({ onCreate }: { readonly onCreate: () => void }): ReactElement {
  const t = useTranslations('servers');
  return (
    <Card className="grid justify-items-center gap-3 px-6 py-14 text-center">
      <h2 className="text-base font-semibold">{t('empty.title')}</h2>
      <p className="max-w-md text-muted-foreground">{t('empty.detail')}</p>
      <CreateButton onClick={onCreate} />
    </Card>
  );
}

/** The page of servers. */
export function ServersView(): ReactElement {
  const t = useTranslations('servers');
  const { data: servers, error, refetch } = useServers();
  const [creating, setCreating] = useState(false);
  const failing = servers?.filter((server) => hasReason(server.status)).length ?? 0;
  useEffect(() => {
    document.title = `${failing > 0 ? `(${failing}) ` : ''}${t('title')} · mcpm`;
  }, [failing, t]);
  useEffect(() => {
    fetchAhead(loadList); // Beside the data, not after it.
  }, []);
  const count = servers?.length ?? 0;
  const counted = useRef(count);
  useEffect(() => {
    // The button that had the focus went with its server: the keyboard goes on in the page, not at its very beginning.
    if (count < counted.current && document.activeElement === document.body) document.getElementById('main')?.focus();
    counted.current = count;
  }, [count]);
  const withDialog = usePart(loadDialog);
  const open = () => withDialog(() => setCreating(true));
  return (
    <div className="grid gap-4">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        {servers && servers.length > 0 && <CreateButton onClick={open} />}
      </div>
      {error && <ProblemAlert failure={failureOf(error)} lead={t('loadFailed')} onRetry={() => void refetch()} />}
      {servers ? (
        servers.length === 0 ? (
          <Empty onCreate={open} />
        ) : (
          <ServerList servers={servers} />
        )
      ) : (
        !error && <Loading />
      )}
      {creating && <CreateServerDialog onClose={() => setCreating(false)} />}
    </div>
  );
}
