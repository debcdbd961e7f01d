// Owns one row of a log: time, level, stream and text, or the place where lines are missing.
'use client';

import { memo, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { cn } from '../components/ui/cn.ts';
import type { LogEntry } from './log-ring.ts';
import { shortText } from './plain-text.ts';

const levelLooks = {
  error: 'text-[#fca5a5] border-[#ef4444]',
  warn: 'text-[#fbbf24] border-[#f59e0b]',
  info: 'text-[#93c5fd] border-[#60a5fa]',
  debug: 'text-log-muted border-log-muted',
  none: 'text-log-muted border-transparent',
} as const;

/** Properties of a row; `clock` writes the local time. */
export interface LogRowProps {
  readonly entry: LogEntry;
  readonly phone: boolean;
  readonly clock: (at: string) => string;
}

/** A row of fixed height: one line of text, two on a phone. */
export const LogRow = memo(function LogRow({ entry, phone, clock }: LogRowProps): ReactElement {
  const t = useTranslations('logs');
  if (entry.kind === 'gap') {
    return (
      <div className="flex h-full items-center border-l-4 border-[#f59e0b] bg-log-hover px-3 text-[#fbbf24]">
        {t('gap', { missed: entry.missed })}
      </div>
    );
  }
  const { line } = entry;
  const level = line.level ?? 'none';
  const { text, rest } = shortText(line.text);
  return (
    <div
      className={cn(
        'h-full border-l-4 pr-3 pl-2 hover:bg-log-hover',
        levelLooks[level].split(' ')[1],
        phone ? 'flex flex-col justify-center' : 'flex items-center gap-3',
      )}
    >
      <div className="flex shrink-0 items-center gap-3 whitespace-pre">
        <time dateTime={line.at} title={line.at} className="text-log-muted">
          {clock(line.at)}
        </time>
        <span className={cn('w-12', levelLooks[level].split(' ')[0])}>{t(`levels.${level}`)}</span>
        <span className="w-14 text-log-muted">{line.stream}</span>
      </div>
      <div className="whitespace-pre">
        {text}
        {rest > 0 && <span className="text-log-muted"> … {t('cut', { count: rest })}</span>}
      </div>
    </div>
  );
});
