// Owns the menu on a phone, loaded when it is opened.
'use client';

import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Sheet } from '../components/ui/sheet.tsx';
import { NavLinks } from './nav-links.tsx';

/** The menu as a sheet, open as long as it is mounted. */
export function PhoneMenu({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useTranslations('shell');
  return (
    <Sheet title={t('menu')} closeLabel={t('close')} onClose={onClose}>
      <NavLinks rail={false} onNavigate={onClose} />
    </Sheet>
  );
}
