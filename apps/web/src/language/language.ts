// Owns which languages the console speaks and which one a person gets.

/** The languages, each in its own words. */
export const languages = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
] as const;

/** A language of the console. */
export type Language = (typeof languages)[number]['value'];

/** The language chosen before, if it still is one; else the first of the browser's that we speak; else English. */
export function chooseLanguage(stored: string | null, preferred: readonly string[]): Language {
  const known = languages.find((language) => language.value === stored);
  if (known) return known.value;
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
