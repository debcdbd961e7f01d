// Finds secrets that somebody left in examples, defaults and descriptions: every client of the server would see them.
import { quote } from '../../load/json-object.ts';
import type { ExaminedDocument } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';
import { updateAt } from '../overlay-fix.ts';
import { placeOf, walkDocument } from '../walk-document.ts';

/** Texts longer than this are looked at in their beginning. */
const LONGEST = 100_000;

const SECRETS: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b/g],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16,}\b/g],
  ['a Slack token', /\bxox[abeprs]-[A-Za-z0-9-]{10,}\b/g],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ['an OpenAI or Anthropic key', /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b/g],
  ['a signed token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,}/g],
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^]{40,}?(?:-----END (?:[A-Z]+ )?PRIVATE KEY-----|$)/g],
  ['a password in a URL', /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@<>{}]{1,64}:)[^\s:/@<>{}*$]{4,}(?=@)/gi],
];

/** What stands for something else. */
const DUMMY = /example|xxxx|\*\*\*\*|0000000|1234567890|abcdef|your|redacted|placeholder|^pass(word)?$/i;

/** The secrets in any text of the document. */
export function examineSecrets({ documents }: ExaminedDocument): readonly Finding[] {
  const findings: Finding[] = [];
  for (const visited of walkDocument(documents.main)) {
    const { value } = visited;
    if (typeof value !== 'string' || value.length < 12) continue;
    const start = value.slice(0, LONGEST);
    for (const [kind, pattern] of SECRETS) {
      const found = [...start.matchAll(pattern)].map(([text]) => text).filter((text) => !DUMMY.test(text));
      const [first] = found;
      if (first === undefined) continue;
      const place = placeOf(visited, documents.main);
      const mended = found.reduce((text, secret) => text.replaceAll(secret, 'REDACTED'), value);
      findings.push(
        findAt(place, {
          code: 'secret_exposed',
          severity: 'warning',
          message: `This text holds ${kind}${first.startsWith('-') ? '' : ` (it begins with ${quote(`${first.slice(0, 4)}…`)})`}.`,
          advice: 'Revoke it, and write something that is none.',
          fix: updateAt(place, mended),
        }),
      );
    }
  }
  return findings;
}
