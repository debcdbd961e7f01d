// Owns the words on the live connection: in the navbar always, and as a banner while it is lost.
'use client';

import type { ReactElement } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { cn } from '../components/ui/cn.ts';
import { useStream, useStreamState } from '../stream/stream-provider.tsx';

const dots = { connecting: 'bg-[#93c5fd]', live: 'bg-success', reconnecting: 'bg-warning' } as const;

/** "Live", "Connecting…" or "Reconnecting…". */
export function StreamStatus(): ReactElement {
  const t = useTranslations('shell.stream');
  const state = useStreamState();
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-sm whitespace-nowrap text-navbar-foreground">
      <span aria-hidden className={cn('size-2.5 rounded-full', dots[state], state !== 'live' && 'animate-pulse')} />
      {t(state)}
    </span>
  );
}

/** Says how old the data is while the connection is lost. */
export function OfflineBanner(): ReactElement | null {
  const t = useTranslations('shell.stream');
  const format = useFormatter();
  const stream = useStream();
  if (useStreamState() !== 'reconnecting') return null;
  const time = format.dateTime(new Date(stream.lastHeard), { timeStyle: 'medium' });
  return (
    <p className="border-b border-warning bg-warning-tint px-4 py-2 text-sm text-warning-text">
      {stream.lastHeard === 0 ? t('offlineNever') : t('offline', { time })}
    </p>
  );
}
