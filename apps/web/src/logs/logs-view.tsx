// Owns the page of logs: which process is looked at stands in the address.
'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { HOME } from '../access/return-path.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { Field } from '../components/ui/field.tsx';
import { NativeSelect } from '../components/ui/input.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { ProblemAlert } from '../problem/problem-alert.tsx';
import { failureOf } from '../problem/use-explain.ts';
import { fetchAhead } from '../screen/fetch-ahead.ts';
import { ReasonLine } from '../servers/reason-line.tsx';
import { ServerState } from '../servers/server-facts.tsx';
import { useServers } from '../servers/servers-provider.tsx';
import { hasReason } from '../servers/state-word.ts';

const loadLog = () => import('./process-log.tsx');
const ProcessLog = dynamic(async () => (await loadLog()).ProcessLog, {
  ssr: false,
  loading: () => <Skeleton className="grow" />,
});

/** The page of logs. */
export function LogsView(): ReactElement {
  const t = useTranslations('logs');
  const router = useRouter();
  const { data: servers, error, refetch } = useServers();
  const asked = useSearchParams().get('process');
  const server = servers?.find(({ definition }) => definition.id === asked || definition.name === asked);
  const name = server?.definition.name;
  useEffect(() => {
    document.title = `${name ? `${name} · ` : ''}${t('title')} · mcpm`;
  }, [name, t]);
  useEffect(() => {
    fetchAhead(loadLog); // Beside the data, not after it.
  }, []);
  const choose = (id: string) => router.replace(id === '' ? '/logs' : `/logs?process=${encodeURIComponent(id)}`);
  return (
    <div className="flex h-0 min-h-112 grow flex-col gap-3 *:shrink-0 max-md:min-h-148">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        {servers && servers.length > 0 && (
          <div className="flex flex-wrap items-center gap-3 max-md:w-full max-md:justify-between">
            {server && <ServerState status={server.status} />}
            <Field label={t('process')} className="flex min-w-0 items-center gap-2">
              {(control) => (
                <NativeSelect
                  {...control}
                  className="max-w-64 min-w-0 max-md:max-w-44"
                  value={server?.definition.id ?? ''}
                  onChange={(event) => choose(event.target.value)}
                >
                  <option value="">{t('choose')}</option>
                  {servers.map(({ definition }) => (
                    <option key={definition.id} value={definition.id}>
                      {definition.name}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </Field>
          </div>
        )}
      </div>
      {error && <ProblemAlert failure={failureOf(error)} onRetry={() => void refetch()} />}
      {server && hasReason(server.status) && <ReasonLine status={server.status} />}
      {server ? (
        <ProcessLog key={server.definition.id} processId={server.definition.id} />
      ) : servers ? (
        <Card className="grid justify-items-center gap-3 p-8 text-center text-muted-foreground">
          <p>{servers.length === 0 ? t('noServers') : asked ? t('unknown', { name: asked }) : t('chooseHint')}</p>
          {servers.length === 0 && (
            <Button asChild variant="outline">
              <Link href={HOME}>{t('toServers')}</Link>
            </Button>
          )}
        </Card>
      ) : (
        !error && <Skeleton className="grow" />
      )}
    </div>
  );
}
