// Owns the list of servers: the verdict on all, the search, and what matches it.
'use client';

import { useDeferredValue, useState, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { Input } from '../components/ui/input.tsx';
import { TooltipProvider } from '../components/ui/tooltip.tsx';
import type { Server } from '../contract/index.ts';
import { usePhone } from '../screen/use-phone.ts';
import { matches } from './apply-items.ts';
import { ServerCards } from './server-cards.tsx';
import { ServerTable } from './server-table.tsx';
import { hasReason } from './state-word.ts';

/** The servers, searchable; a table, or cards on a phone. */
export function ServerList({ servers }: { readonly servers: readonly Server[] }): ReactElement {
  const t = useTranslations('servers');
  const phone = usePhone();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const shown = servers.filter((server) => matches(server, wanted));
  const troubled = servers.filter((server) => hasReason(server.status)).map((server) => server.definition.name);
  return (
    <TooltipProvider delayDuration={300}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status">
          {troubled.length === 0
            ? t('verdict.good', { total: servers.length })
            : t('verdict.bad', { total: servers.length, bad: troubled.length, names: troubled.slice(0, 3).join(', ') })}
        </p>
        <Input
          type="search"
          className="max-w-72 max-md:max-w-none"
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {shown.length === 0 ? (
        <Card className="grid justify-items-center gap-3 px-6 py-10 text-center">
          <p>{t('noMatch', { text: wanted })}</p>
          <Button variant="outline" onClick={() => setText('')}>
            {t('clearSearch')}
          </Button>
        </Card>
      ) : phone ? (
        <ServerCards servers={shown} />
      ) : (
        <ServerTable servers={shown} />
      )}
    </TooltipProvider>
  );
}
