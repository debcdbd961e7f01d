// Owns the buttons of a server: start, stop, restart, log, delete; always there, always in this order.
'use client';

import { ArrowPathIcon, DocumentTextIcon, PlayIcon, StopIcon, TrashIcon } from '@heroicons/react/20/solid';
import Link from 'next/link';
import { useId, useState, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { useMe } from '../access/use-me.ts';
import { AlertDialog } from '../components/ui/alert-dialog.tsx';
import { Button } from '../components/ui/button.tsx';
import { Tooltip } from '../components/ui/tooltip.tsx';
import type { Server } from '../contract/index.ts';
import { useStreamState } from '../stream/stream-provider.tsx';
import { reasonAgainst, type ServerAction } from './action-reasons.ts';
import { useServerAction, type ServerActions as Actions } from './use-server-action.ts';

const looks = {
  start: { variant: 'start', Icon: PlayIcon },
  stop: { variant: 'stop', Icon: StopIcon },
  restart: { variant: 'restart', Icon: ArrowPathIcon },
  delete: { variant: 'outline', Icon: TrashIcon },
} as const;

interface ActionButtonProps {
  readonly server: Server;
  readonly action: ServerAction;
  readonly actions: Actions;
  readonly wide: boolean;
  readonly onClick?: () => void;
}

function ActionButton({ server, action, actions, wide, onClick }: ActionButtonProps): ReactElement {
  const t = useTranslations('servers');
  const hintId = useId();
  const role = useMe()?.role;
  const online = useStreamState() !== 'reconnecting';
  const reason = reasonAgainst(action, server.status, { role, online });
  const busy = actions.pending === action;
  const { variant, Icon } = looks[action];
  const label = t(`actions.${action}`, { name: server.definition.name });
  const hint = reason && t(`disabled.${reason}`);
  return (
    <>
      <Tooltip text={hint ? `${label}: ${hint}` : label}>
        <Button
          variant={variant}
          size={wide ? 'default' : 'icon'}
          className={wide ? 'grow' : ''}
          aria-label={label}
          aria-disabled={reason !== undefined || actions.pending !== undefined}
          aria-busy={busy}
          aria-describedby={hint ? hintId : undefined}
          onClick={onClick ?? (() => actions.run(action))}
        >
          <Icon aria-hidden className={busy ? 'animate-spin' : ''} />
          {wide && <span>{t(`verbs.${action}`)}</span>}
        </Button>
      </Tooltip>
      {hint && (
        <span id={hintId} hidden>
          {hint}
        </span>
      )}
    </>
  );
}

/** All buttons of a server; `wide` shows their words, for cards. */
export function ServerActions({ server, wide }: { readonly server: Server; readonly wide: boolean }): ReactElement {
  const t = useTranslations('servers');
  const [asking, setAsking] = useState(false);
  const actions = useServerAction(server);
  const { id, name } = server.definition;
  const given = { server, actions, wide };
  const clients = server.status.connections ?? 0;
  return (
    <div className={wide ? 'flex flex-wrap gap-2' : 'flex justify-end gap-1'}>
      <ActionButton {...given} action="start" />
      <ActionButton {...given} action="stop" />
      <ActionButton {...given} action="restart" />
      <Button asChild variant="outline" size={wide ? 'default' : 'icon'} className={wide ? 'grow' : ''}>
        <Link
          href={`/logs?process=${encodeURIComponent(id)}`}
          aria-label={t('logsOf', { name })}
          title={t('logsOf', { name })}
        >
          <DocumentTextIcon aria-hidden />
          {wide && <span>{t('verbs.logs')}</span>}
        </Link>
      </Button>
      <ActionButton {...given} action="delete" onClick={() => setAsking(true)} />
      {asking && (
        <AlertDialog
          title={t('delete.title', { name })}
          description={t('delete.detail', { clients })}
          cancelLabel={t('delete.cancel')}
          confirmLabel={t('delete.confirm', { name })}
          onClose={() => setAsking(false)}
          onConfirm={() => actions.run('delete')}
        />
      )}
    </div>
  );
}
