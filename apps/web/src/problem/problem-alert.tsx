// Owns the place on a page where a failure is explained: cause, code, request id, next step, and a way to try again.
'use client';

import { ExclamationTriangleIcon } from '@heroicons/react/20/solid';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import type { Failure } from './explain.ts';
import { useExplain } from './use-explain.ts';

/** Properties of the alert; without `onRetry` there is no button. */
export interface ProblemAlertProps {
  readonly failure: Failure;
  readonly lead?: string;
  readonly onRetry?: () => void;
  readonly className?: string;
}

/** A failure, explained. */
export function ProblemAlert({ failure, lead, onRetry, className }: ProblemAlertProps): ReactElement {
  const t = useTranslations('common');
  const { title, detail, next, code, requestId } = useExplain()(failure);
  return (
    <div
      role="alert"
      className={cn('flex gap-3 rounded-lg border border-danger bg-danger-tint p-4 text-sm', className)}
    >
      <ExclamationTriangleIcon aria-hidden className="mt-0.5 size-5 shrink-0 text-danger-text" />
      <div className="grid min-w-0 grow gap-1">
        <p className="font-semibold">{lead ?? title}</p>
        {detail && <p className="break-words">{detail}</p>}
        {next && <p className="break-words">{next}</p>}
        <p className="text-xs break-words text-muted-foreground">
          {t('code')}: <code>{code}</code>
          {requestId && (
            <>
              {' · '}
              {t('requestId')}: <code>{requestId}</code>
            </>
          )}
        </p>
      </div>
      {onRetry && (
        <Button variant="outline" size="small" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
