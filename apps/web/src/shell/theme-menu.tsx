// Owns the switch between light, dark and the system's choice.
'use client';

import { ComputerDesktopIcon, MoonIcon, SunIcon } from '@heroicons/react/20/solid';
import { useTheme } from 'next-themes';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { ChoiceMenu } from '../components/ui/dropdown-menu.tsx';

const icons = { light: SunIcon, dark: MoonIcon, system: ComputerDesktopIcon } as const;
const themes = ['light', 'dark', 'system'] as const;

/** The button and its menu. */
export function ThemeMenu(): ReactElement {
  const t = useTranslations('shell');
  const { theme = 'system', setTheme } = useTheme();
  const Icon = icons[themes.find((candidate) => candidate === theme) ?? 'system'];
  const choices = themes.map((value) => ({ value, label: t(`themes.${value}`) }));
  const trigger = (
    <Button variant="navbar" size="icon" aria-label={t('theme')} title={t('theme')}>
      <Icon aria-hidden className="size-5!" />
    </Button>
  );
  return <ChoiceMenu trigger={trigger} value={theme} onValueChange={setTheme} choices={choices} />;
}
