// Owns the language in the page: chosen after hydration, remembered in the browser, told to screen readers.
'use client';

import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { IntlProvider } from 'use-intl';
import { chooseLanguage, type Language } from './language.ts';
import { messages } from './messages.ts';

const STORAGE_KEY = 'mcpm.language';

interface LanguageChoice {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

function readStored(): string | null {
  try {
    return window.localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // Storage is forbidden here: the browser's own language decides.
  }
}

function writeStored(language: Language): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage is forbidden here: the choice lasts until the page is left.
  }
}

const subscribeToNothing = () => () => {};

/** Gives texts to all below; before the language is known (in the exported page) nothing is written. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactElement | null {
  const first = useSyncExternalStore(
    subscribeToNothing,
    () => chooseLanguage(readStored(), navigator.languages),
    () => null,
  );
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? first;
  useEffect(() => {
    if (language) document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => {
    const setLanguage = (next: Language) => {
      writeStored(next);
      setChosen(next);
    };
    return language && { language, setLanguage };
  }, [language]);
  if (!choice) return null;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={choice.language} messages={messages[choice.language]} timeZone={timeZone}>
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}

/** The language and how to change it. */
export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext);
  if (!choice) throw new Error('useLanguage needs a LanguageProvider above it.');
  return choice;
}
