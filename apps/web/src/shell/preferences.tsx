// Owns the place of the two preferences in the navbar; their menus are loaded after the page stands.
'use client';

import dynamic from 'next/dynamic';
import type { ReactElement } from 'react';

const LanguageMenu = dynamic(async () => (await import('./language-menu.tsx')).LanguageMenu, { ssr: false });
const ThemeMenu = dynamic(async () => (await import('./theme-menu.tsx')).ThemeMenu, { ssr: false });

/** Language and theme; their room is kept while they load. */
export function Preferences(): ReactElement {
  return (
    <div className="flex h-8 min-w-17 gap-1 max-md:h-11 max-md:min-w-23">
      <LanguageMenu />
      <ThemeMenu />
    </div>
  );
}
