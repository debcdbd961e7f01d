// Owns the small facts of a server: state, health, uptime, figures, address.
'use client';

import type { ReactElement } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { cn } from '../components/ui/cn.ts';
import type { Server, ServerStatus } from '../contract/index.ts';
import { CopyButton } from '../screen/copy-button.tsx';
import { durationParts } from '../screen/duration.ts';
import { StateShape } from './state-shape.tsx';
import { isAtOdds, stateWord, toneOf, type Tone } from './state-word.ts';

const toneText: Readonly<Record<Tone, string>> = {
  good: 'text-success-text',
  warning: 'text-warning-text',
  bad: 'text-danger-text',
  busy: 'text-link',
  off: 'text-muted-foreground',
};

/** A number with its unit, or a dash that is read as "no data". */
export function Figure({
  value,
  unit,
}: {
  readonly value: number | undefined;
  readonly unit?: 'millisecond';
}): ReactElement {
  const t = useTranslations('common');
  const format = useFormatter();
  if (value === undefined) return <NoData label={t('noData')} />;
  const style = unit ? ({ style: 'unit', unit, unitDisplay: 'short' } as const) : {};
  return <>{format.number(value, { maximumFractionDigits: 0, ...style })}</>;
}

function NoData({ label }: { readonly label: string }): ReactElement {
  return (
    <>
      <span aria-hidden className="text-muted-foreground">
        –
      </span>
      <span className="sr-only">{label}</span>
    </>
  );
}

/** Milliseconds in short words, such as "3h 12m". */
function Duration({ ms }: { readonly ms: number }): ReactElement {
  const format = useFormatter();
  const parts = durationParts(ms).map(({ value, unit }) =>
    format.number(value, { style: 'unit', unit, unitDisplay: 'narrow' }),
  );
  return <>{parts.join(' ')}</>;
}

/** What a server is, with shape, colour and word; and what was asked for where that differs. */
export function ServerState({ status }: { readonly status: ServerStatus }): ReactElement {
  const t = useTranslations('servers');
  const word = stateWord(status);
  return (
    <span className="inline-flex flex-col">
      <span className={cn('inline-flex items-center gap-1.5 font-medium whitespace-nowrap', toneText[toneOf(word)])}>
        <StateShape word={word} />
        <span className="inline-block first-letter:uppercase">{t(`states.${word}`)}</span>
      </span>
      {isAtOdds(status) && (
        <span className="text-xs whitespace-nowrap text-muted-foreground">
          {t('wanted', { wanted: status.wanted })}
        </span>
      )}
    </span>
  );
}

/** The health, only where there is a process to be healthy. */
export function ServerHealth({ status }: { readonly status: ServerStatus }): ReactElement {
  const t = useTranslations();
  if (status.status !== 'running') return <NoData label={t('common.noData')} />;
  const tone: Tone = status.health === 'healthy' ? 'good' : status.health === 'unhealthy' ? 'warning' : 'off';
  return <span className={toneText[tone]}>{t(`servers.health.${status.health}`)}</span>;
}

/** How long the current run has lasted, and how often it was restarted. */
export function ServerUptime({ status }: { readonly status: ServerStatus }): ReactElement {
  const t = useTranslations();
  const now = useNow({ updateInterval: 1000 });
  const runs = status.startTime !== undefined && status.pid !== undefined;
  return (
    <span className="inline-flex flex-col whitespace-nowrap">
      <span>
        {runs ? (
          <Duration ms={Math.max(0, now.getTime() - Date.parse(status.startTime ?? ''))} />
        ) : (
          <NoData label={t('common.noData')} />
        )}
      </span>
      {status.restartCount > 0 && (
        <span className="text-xs text-muted-foreground">{t('servers.restarts', { count: status.restartCount })}</span>
      )}
    </span>
  );
}

function Address({ url, label }: { readonly url: string; readonly label: string }): ReactElement {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-0.5">
      <code className="min-w-0 truncate font-mono text-xs" title={url}>
        {path}
      </code>
      <CopyButton text={url} label={label} />
    </span>
  );
}

/** The address for clients, through the gateway, with a button to copy it; of an SSE server also the one that older clients need. */
export function ServerEndpoint({ server }: { readonly server: Server }): ReactElement {
  const t = useTranslations('servers');
  const { gateway } = server.status.endpoints;
  const { name, transport } = server.definition;
  return (
    <span className="inline-flex max-w-full min-w-0 flex-col items-start">
      <Address url={gateway} label={t('copyEndpoint', { name })} />
      {transport === 'sse' && <Address url={`${gateway}/sse`} label={t('copySseEndpoint', { name })} />}
    </span>
  );
}
