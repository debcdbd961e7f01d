// Owns what stands around every page: navbar, menu, and the landmarks between which one moves.
'use client';

import { ArrowRightStartOnRectangleIcon, Bars3Icon } from '@heroicons/react/20/solid';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { HOME } from '../access/return-path.ts';
import { useLogout, useMe } from '../access/use-me.ts';
import { Button } from '../components/ui/button.tsx';
import { usePart } from '../problem/use-part.ts';
import { NavLinks } from './nav-links.tsx';
import { Preferences } from './preferences.tsx';
import { OfflineBanner, StreamStatus } from './stream-status.tsx';

const loadMenu = () => import('./phone-menu.tsx');
const PhoneMenu = dynamic(async () => (await loadMenu()).PhoneMenu, { ssr: false });

function PhoneMenuButton(): ReactElement {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  const withMenu = usePart(loadMenu);
  return (
    <>
      <Button
        variant="navbar"
        size="icon"
        className="md:hidden"
        aria-label={t('openMenu')}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => withMenu(() => setOpen(true))}
      >
        <Bars3Icon aria-hidden className="size-6!" />
      </Button>
      {open && <PhoneMenu onClose={() => setOpen(false)} />}
    </>
  );
}

function Account(): ReactElement {
  const t = useTranslations('shell');
  const me = useMe();
  const logout = useLogout();
  return (
    <>
      {me && (
        <span
          className="max-w-40 truncate pl-2 text-sm text-navbar-muted max-sm:hidden"
          title={`${me.name} · ${t(`roles.${me.role}`)}`}
        >
          {me.name}
        </span>
      )}
      <Button variant="navbar" size="icon" aria-label={t('logout')} title={t('logout')} onClick={() => void logout()}>
        <ArrowRightStartOnRectangleIcon aria-hidden className="size-5!" />
      </Button>
    </>
  );
}

/** Navbar, menu and the page in the middle. */
export function ConsoleShell({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useTranslations('shell');
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        {t('skip')}
      </a>
      <header className="on-navbar sticky top-0 z-40 flex h-14 items-center gap-1 border-b border-navbar-border bg-navbar px-3 text-navbar-foreground">
        <PhoneMenuButton />
        <Link href={HOME} className="rounded-md px-2 py-1 text-base font-semibold">
          mcpm
        </Link>
        <div className="ml-auto flex items-center gap-1">
          <StreamStatus />
          <Preferences />
          <Account />
        </div>
      </header>
      <OfflineBanner />
      <div className="flex grow">
        <aside className="w-14 shrink-0 border-r bg-card max-md:hidden xl:w-52">
          <NavLinks rail />
        </aside>
        <main id="main" tabIndex={-1} className="flex min-w-0 grow flex-col p-4 outline-none md:p-6">
          {children}
        </main>
      </div>
    </div>
  );
}
