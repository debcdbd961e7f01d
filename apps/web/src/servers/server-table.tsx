// Owns the table of servers, for screens from 768 px.
'use client';

import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Card } from '../components/ui/card.tsx';
import { cn } from '../components/ui/cn.ts';
import { TableCell, TableHead } from '../components/ui/table.tsx';
import type { Server } from '../contract/index.ts';
import { ReasonLine } from './reason-line.tsx';
import { ServerActions } from './server-actions.tsx';
import { Figure, ServerEndpoint, ServerHealth, ServerState, ServerUptime } from './server-facts.tsx';
import { hasReason } from './state-word.ts';

const columns = ['status', 'name', 'health', 'tools', 'connections', 'response', 'uptime', 'endpoint'] as const;

/** Looks of single columns. Where there is little room the health goes first: who is not well says so by state and reason. */
const looks: Readonly<Partial<Record<(typeof columns)[number], string>>> = {
  health: 'max-[1400px]:hidden',
  tools: 'text-right',
  connections: 'text-right',
  response: 'text-right',
};

function ServerRows({ server }: { readonly server: Server }): ReactElement {
  const t = useTranslations('servers');
  const { definition, status } = server;
  const failing = hasReason(status);
  return (
    <tbody className="border-t">
      <tr aria-label={definition.name}>
        <TableCell>
          <ServerState status={status} />
        </TableCell>
        <TableCell className="max-w-44">
          <span className="block truncate font-medium" title={definition.name}>
            {definition.name}
          </span>
          <span className="text-xs whitespace-nowrap text-muted-foreground">
            {t(`transports.${definition.transport}`)}
            {definition.port === undefined ? '' : ` · ${definition.port}`}
          </span>
        </TableCell>
        <TableCell className={cn('whitespace-nowrap', looks.health)}>
          <ServerHealth status={status} />
        </TableCell>
        <TableCell className="text-right">
          <Figure value={status.tools} />
        </TableCell>
        <TableCell className="text-right">
          <Figure value={status.connections} />
        </TableCell>
        <TableCell className="text-right whitespace-nowrap">
          <Figure value={status.responseTime?.p50} unit="millisecond" />
        </TableCell>
        <TableCell className="min-w-26">
          <ServerUptime status={status} />
        </TableCell>
        <TableCell className="max-w-44">
          <ServerEndpoint server={server} />
        </TableCell>
        <TableCell className="sticky right-0 bg-card max-lg:shadow-[inset_1px_0_0_var(--color-border)]">
          <ServerActions server={server} wide={false} />
        </TableCell>
      </tr>
      {failing && (
        <tr aria-label={t('reasonRow')}>
          <td colSpan={columns.length + 1} className="px-4 pb-3">
            <div className="sticky left-4 w-[calc(100cqw-2rem)]">
              <ReasonLine status={status} />
            </div>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** The servers as a table. */
export function ServerTable({ servers }: { readonly servers: readonly Server[] }): ReactElement {
  const t = useTranslations('servers');
  return (
    <Card className="@container overflow-x-auto">
      <table aria-label={t('title')} className="w-full border-collapse text-sm">
        <thead>
          <tr>
            {columns.map((column) => (
              <TableHead key={column} className={looks[column]}>
                {t(`columns.${column}`)}
              </TableHead>
            ))}
            <TableHead className="sticky right-0 bg-card text-right max-lg:shadow-[inset_1px_0_0_var(--color-border)]">
              {t('columns.actions')}
            </TableHead>
          </tr>
        </thead>
        {servers.map((server) => (
          <ServerRows key={server.definition.id} server={server} />
        ))}
      </table>
    </Card>
  );
}
