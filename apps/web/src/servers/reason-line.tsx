// Owns the sentence under a server that is not fine: why, what to do, and when it is tried again.
'use client';

import type { ReactElement } from 'react';
import { useNow, useTranslations } from 'use-intl';
import { cn } from '../components/ui/cn.ts';
import type { ServerStatus } from '../contract/index.ts';
import { useExplain } from '../problem/use-explain.ts';
import { stateWord, toneOf } from './state-word.ts';

function Countdown({ retryAt }: { readonly retryAt: string }): ReactElement {
  const t = useTranslations('servers');
  const now = useNow({ updateInterval: 1000 });
  const seconds = Math.max(0, Math.ceil((Date.parse(retryAt) - now.getTime()) / 1000));
  return (
    <span className="font-medium whitespace-nowrap">{seconds === 0 ? t('retryNow') : t('retryIn', { seconds })}</span>
  );
}

/** The reason of a status. */
export function ReasonLine({ status }: { readonly status: ServerStatus }): ReactElement {
  const t = useTranslations('servers');
  const explain = useExplain();
  const bad = toneOf(stateWord(status)) === 'bad';
  const reason = status.reason && explain(status.reason);
  return (
    <div
      className={cn(
        'rounded-md border-l-4 px-3 py-2 text-sm text-foreground',
        bad ? 'border-danger bg-danger-tint' : 'border-warning bg-warning-tint',
      )}
    >
      <p className="flex flex-wrap items-baseline gap-x-2 break-words">
        <span>{reason ? reason.detail : t('noReason')}</span>
        {reason && <code className="font-mono text-xs text-muted-foreground">{reason.code}</code>}
        {status.status === 'backoff' && status.retryAt && <Countdown retryAt={status.retryAt} />}
      </p>
      {reason?.next && <p className="break-words text-muted-foreground">{reason.next}</p>}
    </div>
  );
}
