// Owns what is said at an address where nothing is.
'use client';

import Link from 'next/link';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { HOME } from '../access/return-path.ts';
import { Button } from '../components/ui/button.tsx';

/** Nothing is here; the way back. */
export function NotFoundView(): ReactElement {
  const t = useTranslations('notFound');
  return (
    <main className="mx-auto grid max-w-md justify-items-start gap-4 px-4 py-16">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p>{t('detail')}</p>
      <Button asChild>
        <Link href={HOME}>{t('home')}</Link>
      </Button>
    </main>
  );
}
