// Owns what narrows a log: level buttons with their counts, and words.
'use client';

import { ArrowDownTrayIcon } from '@heroicons/react/20/solid';
import type { ReactElement } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Input } from '../components/ui/input.tsx';
import { routes, routeUrl } from '../contract/index.ts';
import { shownLevels, type LogFilter, type ShownLevel } from './log-filter.ts';

const DOWNLOAD_TAIL = 10_000;

/** Properties of the toolbar. */
export interface LogToolbarProps {
  readonly processId: string;
  readonly filter: LogFilter;
  readonly counts: Readonly<Record<ShownLevel, number>>;
  readonly onFilter: (filter: LogFilter) => void;
}

/** Level buttons, a text field, and the link to download. */
export function LogToolbar({ processId, filter, counts, onFilter }: LogToolbarProps): ReactElement {
  const t = useTranslations('logs');
  const format = useFormatter();
  const toggle = (level: ShownLevel) => {
    const levels = new Set(filter.levels);
    if (!levels.delete(level)) levels.add(level);
    onFilter({ ...filter, levels });
  };
  const href = routeUrl(routes.getProcessLogs, {
    params: { id: processId },
    query: { format: 'ndjson', tail: DOWNLOAD_TAIL },
  });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div role="group" aria-label={t('levelGroup')} className="flex flex-wrap gap-1 max-md:w-full">
        {shownLevels.map((level) => {
          const pressed = filter.levels.has(level);
          return (
            <button
              key={level}
              type="button"
              aria-pressed={pressed}
              onClick={() => toggle(level)}
              className={cn(
                'inline-flex h-8 items-center gap-1.5 rounded-md border px-2.5 text-sm max-md:min-h-11',
                pressed
                  ? 'border-primary bg-primary text-primary-foreground'
                  : 'border-input bg-card text-muted-foreground line-through',
              )}
            >
              {t(`levelButtons.${level}`)}
              <span className="text-xs max-md:hidden">{format.number(counts[level])}</span>
            </button>
          );
        })}
      </div>
      <Input
        type="search"
        className="h-8 w-64 max-md:w-0 max-md:grow md:max-lg:w-44"
        aria-label={t('filter')}
        placeholder={t('filter')}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      <Button asChild variant="outline" size="small" className="max-md:w-11 max-md:px-0 md:ml-auto">
        <a href={href} download={`${processId}.ndjson`}>
          <ArrowDownTrayIcon aria-hidden />
          <span className="max-md:sr-only">{t('download')}</span>
        </a>
      </Button>
    </div>
  );
}
