// Finds texts that were written for models instead of people: orders, forged calls, characters that nobody sees.
import { isObject } from '../../load/json-object.ts';
import { below } from '../../resolve/documents.ts';
import type { ExaminedDocument } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';
import { updateAt } from '../overlay-fix.ts';
import { placeOf, walkDocument } from '../walk-document.ts';

/** Texts longer than this are looked at in their beginning. */
const LONGEST = 100_000;

/** What no description of an API says to people. */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|every\s+|the\s+|your\s+|my\s+)*(?:of\s+)?(?:the\s+|your\s+)?(?:previous|prior|above|earlier|preceding|existing|original|system)\s+(?:instructions?|prompts?|messages?|rules?|directions?|guidelines?|context)\b/i,
  /\b(?:you are now|from now on,? you|act as|pretend to be)\s+(?:an?|the|in)\s+(?:\w+\s+){0,3}(?:assistant|agent|model|ai|mode|dan|admin\w*|root|developer)\b/i,
  /\b(?:do not|don't|never|without)\s+(?:tell(?:ing)?|inform(?:ing)?|mention(?:ing)?|reveal(?:ing)?|notify(?:ing)?|ask(?:ing)?|alert(?:ing)?)\s+(?:\w+\s+){0,3}(?:the\s+)?(?:user|human|operator)\b/i,
  /\b(?:system prompt|hidden instructions?|secret instructions?|developer message)\b/i,
  /\b(?:before|after|when(?:ever)?|prior to)\s+(?:using|calling|invoking)\s+(?:this|the|any)\s+(?:tool|function)\b[^.]{0,80}\b(?:must|always|first|send|read|call|include|pass)\b/i,
  /\b(?:send|post|upload|forward|exfiltrate|leak|include|append|pass)\b[^.\n]{0,60}\b(?:contents? of|file)\b[^.\n]{0,40}(?:~\/|\.ssh|\.env|id_rsa|\/etc\/|credentials|mcp\.json|\.aws)/i,
  /<\/?\s*(?:system|assistant|instructions?|important|secret|prompt|admin)\s*>/i,
  /<\|?\s*(?:im_start|im_end|system|endoftext|tool_call|function_calls?|invoke|tool_use|tool_result)\b[^>]{0,80}\|?>/i,
  /\[\/?(?:INST|SYSTEM|TOOL_CALLS?)\]/,
  /"(?:name|tool|function)"\s*:\s*"[^"]{1,80}"\s*,\s*"(?:arguments|input|parameters|args)"\s*:\s*[{"]/,
];

/** Zero-width and steering characters; joiners are letters of some scripts, and of emoji, so only those in plain words count. */
const HIDDEN =
  /\u034F|\u17B4|\u17B5|[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\u3164\uFEFF\uFFA0]|[\u{E0000}-\u{E007F}]|(?<=[\u0020-\u007E])[\u200C\u200D](?=[\u0020-\u007E])/gu;

/** Of these nothing harmless is known in a document: whole sentences can be hidden in them, or shown in another order. */
const STEERING = /[\u202A-\u202E\u2066-\u2069]|[\u{E0000}-\u{E007F}]/u;

/** What texts of the document would tell a model behind the back of people. */
export function examineWords({ documents }: ExaminedDocument): readonly Finding[] {
  const findings: Finding[] = [];
  for (const visited of walkDocument(documents.main)) {
    const { value, named, data } = visited;
    if (!isObject(value) || named || data) continue;
    for (const key of ['description', 'summary', 'title'] as const) {
      const text = value[key];
      if (typeof text !== 'string') continue;
      const start = text.slice(0, LONGEST);
      const order = ORDERS.map((pattern) => pattern.exec(start.replaceAll(HIDDEN, ''))?.[0]).find(
        (found) => found !== undefined,
      );
      const hidden = start.match(HIDDEN) ?? [];
      if (order === undefined && hidden.length === 0) continue;
      const place = below(placeOf(visited, documents.main), key);
      const fix = updateAt(place, cleaned(text));
      if (order !== undefined)
        findings.push(
          findAt(place, {
            code: 'text_commands_models',
            severity: 'error',
            message: `This text speaks to models, not to people: ${JSON.stringify(order.length > 80 ? `${order.slice(0, 79)}…` : order)}.`,
            advice: 'Find out who wrote it; the Overlay takes the sentence out.',
            fix,
          }),
        );
      if (hidden.length > 0)
        findings.push(
          findAt(place, {
            code: 'text_hidden',
            severity: hidden.some((mark) => STEERING.test(mark)) ? 'error' : 'warning',
            message: `This text holds ${hidden.length} characters that nobody sees (${[...new Set(hidden)].slice(0, 3).map(codePoint).join(', ')}).`,
            advice: 'Take them out.',
            fix,
          }),
        );
    }
  }
  return findings;
}

function codePoint(mark: string): string {
  return `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text without hidden characters and without the sentences that command. */
function cleaned(text: string): string {
  const visible = text
    .replaceAll(HIDDEN, '')
    .replaceAll(/<!--[^]{0,4000}?-->/g, (comment) => (commands(comment) ? '' : comment));
  const kept = visible
    .split(/(?<=[.!?。！？]\s)|(?<=\n)/)
    .filter((sentence) => !commands(sentence))
    .join('')
    .trim();
  // An order may go over the end of a sentence.
  return kept !== '' && !commands(kept) ? kept : '(Text removed.)';
}

function commands(text: string): boolean {
  return ORDERS.some((pattern) => pattern.test(text));
}
