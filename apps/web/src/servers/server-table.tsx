// Owns the table of servers, for screens from 768 px.
'use client';

import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Card } from '../components/ui/card.tsx';
import { TableCell, TableHead } from '../components/ui/table.tsx';
import type { Server } from '../contract/index.ts';
import { ReasonLine } from './reason-line.tsx';
import { ServerActions } from './server-actions.tsx';
import { Figure, ServerEndpoint, ServerHealth, ServerState, ServerUptime } from './server-facts.tsx';
import { hasReason } from './state-word.ts';

const columns = ['status', 'name', 'health', 'tools', 'connections', 'response', 'uptime', 'endpoint'] as const;

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
        <TableCell className="whitespace-nowrap">
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
        <TableCell>
          <ServerUptime status={status} />
        </TableCell>
        <TableCell className="max-w-44">
          <ServerEndpoint server={server} />
        </TableCell>
        <TableCell className="sticky right-0 bg-card">
          <ServerActions server={server} wide={false} />
        </TableCell>
      </tr>
      {failing && (
        <tr aria-label={t('reasonRow')}>
          <td colSpan={columns.length + 1} className="px-4 pb-3">
            <ReasonLine status={status} />
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
    <Card className="overflow-x-auto">
      <table aria-label={t('title')} className="w-full border-collapse text-sm">
        <thead>
          <tr>
            {columns.map((column) => (
              <TableHead key={column} className={/tools|connections|response/.test(column) ? 'text-right' : ''}>
                {t(`columns.${column}`)}
              </TableHead>
            ))}
            <TableHead className="sticky right-0 bg-card text-right">{t('columns.actions')}</TableHead>
          </tr>
        </thead>
        {servers.map((server) => (
          <ServerRows key={server.definition.id} server={server} />
        ))}
      </table>
    </Card>
  );
}
