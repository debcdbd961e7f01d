// Owns the log of one process: what is shown of it, and whether it follows.
'use client';

import { ArrowDownIcon, PauseIcon } from '@heroicons/react/20/solid';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Card } from '../components/ui/card.tsx';
import { cn } from '../components/ui/cn.ts';
import { ProblemAlert } from '../problem/problem-alert.tsx';
import { failureOf } from '../problem/use-explain.ts';
import { follow, type FollowEvent, type FollowState } from './follow-machine.ts';
import { countLevels, isNarrow, isShown, shownLevels, type LogFilter } from './log-filter.ts';
import type { LogEntry } from './log-ring.ts';
import { LogToolbar } from './log-toolbar.tsx';
import { LogViewer } from './log-viewer.tsx';
import { useProcessLog, useRingVersion } from './use-log-ring.ts';

interface View {
  readonly state: FollowState;
  /** What is shown while paused: nothing of it moves, whatever the ring drops meanwhile. */
  readonly frozen: readonly LogEntry[];
  /** Index of the first entry that is new since the pause. */
  readonly from: number;
  /** Lines that were dropped before the pause; what is dropped later is still shown. */
  readonly dropped: number;
}

const following: View = { state: 'following', frozen: [], from: 0, dropped: 0 };

function Pill({
  state,
  fresh,
  onClick,
}: {
  readonly state: FollowState;
  readonly fresh: number;
  readonly onClick: () => void;
}): ReactElement {
  const t = useTranslations('logs');
  const paused = state === 'paused';
  const Icon = paused ? ArrowDownIcon : PauseIcon;
  return (
    <button
      type="button"
      onClick={onClick}
      title={paused ? t('resumeHint') : t('pauseHint')}
      className={cn(
        'inline-flex h-9 items-center gap-1.5 rounded-full px-4 text-sm font-medium text-on-bright max-md:h-11',
        paused ? 'bg-warning hover:bg-warning-hover' : 'bg-success hover:bg-success-hover',
      )}
    >
      {paused ? t('paused', { count: fresh }) : t('following')}
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

/** Toolbar, window and pill of one process's log. */
export function ProcessLog({ processId }: { readonly processId: string }): ReactElement {
  const t = useTranslations('logs');
  const format = useFormatter();
  const log = useProcessLog(processId);
  const version = useRingVersion(log.ring);
  const [filter, setFilter] = useState<LogFilter>({ levels: new Set(shownLevels), text: '' });
  const wanted = useDeferredValue(filter);
  const [view, setView] = useState<View>(following);

  // oxlint-disable-next-line react/exhaustive-deps -- the version stands for what is in the ring
  const all = useMemo(() => log.ring.entries(), [log.ring, version]);
  const base = view.state === 'paused' ? view.frozen : all;
  const shown = useMemo(() => base.filter((entry) => isShown(entry, wanted)), [base, wanted]);
  const dropped = view.state === 'paused' ? view.dropped : log.ring.dropped;
  const counts = useMemo(() => countLevels(base), [base]);
  // Without a filter also those count that the ring has dropped again meanwhile.
  const fresh = isNarrow(wanted)
    ? all.reduce((count, entry) => count + (entry.index >= view.from && isShown(entry, wanted) ? 1 : 0), 0)
    : log.ring.pushed - view.from;

  const onEvent = (event: FollowEvent) => {
    setView((before) => {
      const state = follow(before.state, event);
      if (state === before.state) return before;
      const { pushed: from, dropped } = log.ring;
      return state === 'following' ? following : { state, frozen: log.ring.entries(), from, dropped };
    });
  };
  const empty = (
    <p className="p-4 text-log-muted">{log.isLoading ? t('loading') : all.length === 0 ? t('empty') : t('noMatch')}</p>
  );
  return (
    <>
      <LogToolbar processId={processId} filter={filter} counts={counts} onFilter={setFilter} />
      {log.error && <ProblemAlert failure={failureOf(log.error)} lead={t('loadFailed')} onRetry={log.retry} />}
      <Card className="flex h-0 min-h-48 grow flex-col overflow-hidden" aria-busy={log.isLoading}>
        <LogViewer entries={shown} state={view.state} onEvent={onEvent} empty={empty} />
      </Card>
      <div className="flex items-center justify-between gap-3">
        <p className="text-xs text-muted-foreground">
          {t('count', { shown: format.number(shown.length), total: format.number(base.length) })}
          {dropped > 0 && ` · ${t('dropped', { count: dropped })}`}
        </p>
        <Pill state={view.state} fresh={fresh} onClick={() => onEvent({ type: 'toggle' })} />
      </div>
    </>
  );
}
