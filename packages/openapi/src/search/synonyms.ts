// Knows what people call the same thing or the same deed in the language of APIs; nothing of any one API.
import { stem } from './words.ts';

/** What an operation does to its resource. */
export type Deed = 'list' | 'get' | 'create' | 'update' | 'delete';

/** Verbs that speak of a deed whatever the resource. The first ones of a question decide what kind of operation is meant. */
const DEEDS: Readonly<Record<string, Deed>> = byStem({
  list: 'list all every enumerate browse which who many',
  get: 'get read fetch retrieve show view see display look lookup inspect describe find what is details',
  create: 'create add new make post insert register build generate submit open',
  update: 'update change edit modify set alter adjust rename patch replace put write',
  delete: 'delete remove destroy erase drop purge clear discard',
});

/** Groups of words that are used for one another. */
const GROUPS: readonly string[] = [
  'create add new make insert register generate open',
  'delete remove destroy erase drop purge clear',
  'update change edit modify set alter adjust patch replace write',
  'get read fetch retrieve show view see',
  'list all enumerate browse',
  'search find lookup query',
  'start launch begin run trigger',
  'run execute exec dispatch trigger',
  'stop cancel abort halt terminate end kill',
  'pause suspend',
  'resume continue unpause unsuspend',
  'download export fetch',
  'upload import attach',
  'ask request',
  'send deliver notify',
  'approve accept confirm',
  'reject decline deny refuse dismiss',
  'enable activate',
  'disable deactivate',
  'grant give assign bind allow',
  'revoke remove withdraw',
  'invite invitation',
  'check verify validate test review inspect',
  'allow permit permission access right role authorization',
  'restrict limit policy block',
  'transfer move send',
  'retry rerun redo',
  'copy clone duplicate fork',
  'join merge combine',
  'compare diff difference',
  'convert render transform',
  'restart reboot reset',
  'save store keep',
  'charge payment pay',
  'money payment amount fund',
  'refund reversal return',
  'price cost amount fee',
  'bill invoice billing',
  'coupon discount voucher',
  'promo promotion promotional',
  'chargeback dispute',
  'tax vat',
  'repo repository',
  'org organization organisation company',
  'pr pull request',
  'config configuration setting preference option',
  'env environment',
  'app application',
  'db database',
  'doc document documentation',
  'info information detail',
  'auth authentication login',
  'admin administrator',
  'user person people member account',
  'me myself self own',
  'team group',
  'image picture photo',
  'mail email',
  'sms text message',
  'folder directory',
  'file content blob document',
  'binary asset attachment artifact',
  'issue bug ticket problem',
  'comment note remark reply',
  'webhook hook callback',
  'latest newest recent last current',
  'vulnerability security alert',
  'type kind definition',
  'machine server host node',
  'job task',
  'schedule cron',
  'log output',
  'quota limit rate',
  'status state health',
  'version release',
  'page pages site',
  'key token credential secret',
  'phone telephone',
  'shop store',
  'cart basket',
  'order purchase buy',
  'participant attendee attend',
  'customer client buyer',
  'event activity',
];

/** Stems used for a stem, without itself. */
const ALIKE: ReadonlyMap<string, ReadonlySet<string>> = readGroups(GROUPS);

/** Other stems for a stem. */
export function alike(word: string): readonly string[] {
  return [...(ALIKE.get(word) ?? [])];
}

/** The deed a word speaks of, if it is one of the words that do; a past participle (`changed files`) is none. */
export function deedOf(word: string): Deed | undefined {
  return /[^e]ed$/.test(word) ? undefined : DEEDS[stem(word)];
}

function byStem(words: Readonly<Record<string, string>>): Readonly<Record<string, Deed>> {
  const pairs = Object.entries(words).flatMap(([deed, text]) =>
    text.split(' ').map((word): [string, Deed] => [stem(word), deed as Deed]),
  );
  return Object.fromEntries(pairs);
}

function readGroups(groups: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const alike = new Map<string, Set<string>>();
  for (const group of groups) {
    const stems = group.split(' ').map(stem);
    for (const word of stems) {
      const others = alike.get(word) ?? new Set<string>();
      for (const other of stems) if (other !== word) others.add(other);
      alike.set(word, others);
    }
  }
  return alike;
}
