// Owns the texts of each language; the English file is the measure for the keys of all.
import en from '../../messages/en.json';
import zhCN from '../../messages/zh-CN.json';
import type { Language } from './language.ts';

declare module 'use-intl' {
  interface AppConfig {
    readonly Messages: typeof en;
    readonly Locale: Language;
  }
}

/** Every text by language. */
export const messages: Readonly<Record<Language, typeof en>> = { en, 'zh-CN': zhCN };
