// Owns the switch of the language.
'use client';

import { LanguageIcon } from '@heroicons/react/20/solid';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { ChoiceMenu } from '../components/ui/dropdown-menu.tsx';
import { languages } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';

const choices = languages.map(({ value, label }) => ({ value, label, lang: value }));

/** The button and its menu. */
export function LanguageMenu(): ReactElement {
  const t = useTranslations('shell');
  const { language, setLanguage } = useLanguage();
  const choose = (value: string) => {
    const next = languages.find((candidate) => candidate.value === value);
    if (next) setLanguage(next.value);
  };
  const trigger = (
    <Button variant="navbar" size="icon" aria-label={t('language')} title={t('language')}>
      <LanguageIcon aria-hidden className="size-5!" />
    </Button>
  );
  return <ChoiceMenu trigger={trigger} value={language} onValueChange={choose} choices={choices} />;
}
