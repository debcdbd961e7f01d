// Owns the entries of the menu: only pages that exist.
'use client';

import { DocumentTextIcon, ServerStackIcon } from '@heroicons/react/24/outline';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { cn } from '../components/ui/cn.ts';

const entries = [
  { href: '/servers', key: 'servers', Icon: ServerStackIcon },
  { href: '/logs', key: 'logs', Icon: DocumentTextIcon },
] as const;

/** The list of pages; `rail` shows names only where there is room for them. */
export function NavLinks({
  rail,
  onNavigate,
}: {
  readonly rail: boolean;
  readonly onNavigate?: () => void;
}): ReactElement {
  const t = useTranslations('shell');
  const path = usePathname();
  return (
    <nav aria-label={t('menu')} className="p-2">
      <ul className="grid gap-1">
        {entries.map(({ href, key, Icon }) => (
          <li key={href}>
            <Link
              href={href}
              onClick={onNavigate}
              title={t(key)}
              aria-current={path === href ? 'page' : undefined}
              className={cn(
                'flex min-h-10 items-center gap-3 rounded-md px-2.5 text-sm font-medium hover:bg-muted max-md:min-h-11',
                path === href && 'bg-muted text-link',
              )}
            >
              <Icon aria-hidden className="size-5 shrink-0" />
              <span className={rail ? 'sr-only xl:not-sr-only' : ''}>{t(key)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
