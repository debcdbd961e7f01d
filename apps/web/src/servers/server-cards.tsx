// Owns the cards of servers, for screens below 768 px.
'use client';

import type { ReactElement, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Card } from '../components/ui/card.tsx';
import type { Server } from '../contract/index.ts';
import { ReasonLine } from './reason-line.tsx';
import { ServerActions } from './server-actions.tsx';
import { Figure, ServerEndpoint, ServerHealth, ServerState, ServerUptime } from './server-facts.tsx';
import { hasReason } from './state-word.ts';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ServerCard({ server }: { readonly server: Server }): ReactElement {
  const t = useTranslations('servers');
  const { definition, status } = server;
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-base font-semibold break-words">{definition.name}</h2>
          <p className="text-xs text-muted-foreground">
            {t(`transports.${definition.transport}`)}
            {definition.port === undefined ? '' : ` · ${definition.port}`}
          </p>
        </div>
        <ServerState status={status} />
      </div>
      {hasReason(status) && <ReasonLine status={status} />}
      <dl className="grid grid-cols-3 gap-x-3 gap-y-2">
        <Fact label={t('columns.tools')}>
          <Figure value={status.tools} />
        </Fact>
        <Fact label={t('columns.connections')}>
          <Figure value={status.connections} />
        </Fact>
        <Fact label={t('columns.response')}>
          <Figure value={status.responseTime?.p50} unit="millisecond" />
        </Fact>
        <Fact label={t('columns.health')}>
          <ServerHealth status={status} />
        </Fact>
        <Fact label={t('columns.uptime')}>
          <ServerUptime status={status} />
        </Fact>
      </dl>
      <ServerEndpoint server={server} />
      <ServerActions server={server} wide />
    </Card>
  );
}

/** The servers as a list of cards. */
export function ServerCards({ servers }: { readonly servers: readonly Server[] }): ReactElement {
  const t = useTranslations('servers');
  return (
    <ul aria-label={t('title')} className="grid gap-3">
      {servers.map((server) => (
        <li key={server.definition.id} aria-label={server.definition.name}>
          <ServerCard server={server} />
        </li>
      ))}
    </ul>
  );
}
