// Owns the window onto a log: rows of fixed height drawn where one looks, and the machine that follows or stands still.
'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { usePhone } from '../screen/use-phone.ts';
import type { FollowEvent, FollowState, ScrollPosition } from './follow-machine.ts';
import type { LogEntry } from './log-ring.ts';
import { LogRow } from './log-row.tsx';

const ROW_PX = 20;
const PHONE_ROW_PX = 40;

/** Properties of the window. */
export interface LogViewerProps {
  readonly entries: readonly LogEntry[];
  readonly state: FollowState;
  readonly onEvent: (event: FollowEvent) => void;
  /** What stands in the window while there are no rows. */
  readonly empty: ReactElement;
}

function positionOf(box: HTMLElement): ScrollPosition {
  return { top: box.scrollTop, distance: box.scrollHeight - box.scrollTop - box.clientHeight };
}

function useClock(): (at: string) => string {
  return useMemo(() => {
    const format = new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
    });
    return (at: string) => format.format(new Date(at));
  }, []);
}

/** The rows of a log in a scrolling box. */
export function LogViewer({ entries, state, onEvent, empty }: LogViewerProps): ReactElement {
  const t = useTranslations('logs');
  const phone = usePhone();
  const clock = useClock();
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<ScrollPosition>({ top: 0, distance: 0 });
  const size = phone ? PHONE_ROW_PX : ROW_PX;
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => size,
    getItemKey: (index) => entries[index]?.index ?? index,
    overscan: 20,
  });
  const height = virtualizer.getTotalSize();

  useLayoutEffect(() => virtualizer.measure(), [virtualizer, size]);
  useLayoutEffect(() => {
    if (!box.current) return;
    if (state === 'following') box.current.scrollTop = box.current.scrollHeight;
    last.current = positionOf(box.current);
  }, [entries, state, height]);

  const scrolled = () => {
    if (!box.current) return;
    const to = positionOf(box.current);
    const from = last.current;
    // Small steps upwards add up: the place is remembered only where the machine did not wait for more.
    if (state === 'paused' || to.top >= from.top || to.distance < 1) last.current = to;
    onEvent({ type: 'scrolled', from, to });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ') onEvent({ type: 'toggle' });
    else if (event.key === 'End' || event.key === 'f') onEvent({ type: 'resume' });
    else return;
    event.preventDefault();
  };
  const released = () => {
    const selection = window.getSelection();
    if (selection && !selection.isCollapsed) onEvent({ type: 'hold' });
  };
  return (
    <div
      ref={box}
      role="log"
      aria-live="off"
      aria-label={t('region')}
      tabIndex={0}
      className="relative min-h-0 grow overflow-auto bg-log font-mono text-xs text-log-foreground"
      onScroll={scrolled}
      onKeyDown={pressed}
      onPointerUp={released}
    >
      {entries.length === 0 && empty}
      <div className="relative min-w-full" style={{ height }}>
        {virtualizer.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return (
            entry && (
              <div
                key={item.key}
                className="absolute left-0 w-max min-w-full"
                style={{ height: size, transform: `translateY(${item.start}px)` }}
              >
                <LogRow entry={entry} phone={phone} clock={clock} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
