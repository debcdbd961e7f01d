// Takes the noise of Markdown and HTML out of texts that models read; what it says stays.
import { shorten } from './shorten.ts';

/** Tags that only shape a text; others may be placeholders such as `<owner>`. */
const TAG =
  /<\/?(?:a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|wbr)(?:\s[^<>]{0,500})?\/?>/gi;

/** Blocks of DocBook and of comments in code; without an end such a name is a placeholder. */
const BLOCK = /<(note|important|caution|fullname|para|remarks|section)(?:\s[^<>]{0,200})?>([^]{0,4000}?)<\/\1>/g;

/** The same within a line. */
const INLINE = /<(replaceable|function|filename|link)(?:\s[^<>]{0,200})?>([^<]{0,300})<\/\1>/g;

/** What comments in .NET code refer to: only its own name is for readers. */
const NAMED =
  /<(?:see|seealso|paramref|typeparamref) (?:cref|name|langword|href)="(?:[^"<>]{0,300}[.:/])?([^".:/<>]{1,200})" ?\/>/g;

/** Tags that begin a line. */
const BREAK = /^<\/?(?:br|p|div|li|ul|ol|tr|h[1-6]|blockquote|pre|table|dt|dd|hr)\b/i;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&apos;', "'"],
  ['&nbsp;', ' '],
  ['&ndash;', '–'],
  ['&mdash;', '—'],
  ['&hellip;', '…'],
  ['&lsquo;', '‘'],
  ['&rsquo;', '’'],
  ['&ldquo;', '“'],
  ['&rdquo;', '”'],
  ['&bull;', '•'],
  ['&amp;', '&'],
]);

/** What may be noise; most texts have none of it. */
const NOISE = /[<[&#|\u00A0]|\*\*|__|\s\s|--|^\s|\s$/;

/** How much longer than the room a text may be before its noise is taken out. */
const NOISE_FACTOR = 4;

/**
 * The text without HTML tags and comments, with links and pictures as their words, without the marks of headings, bold type and tables, with single
 * spaces and at most one empty line in a row; then cut to `limit` characters. Always well-formed Unicode.
 */
export function plainText(text: string, limit: number): string {
  // Nobody waits for the end of a text that will be cut anyway.
  const start = text.slice(0, limit * NOISE_FACTOR);
  const whole = start.isWellFormed() ? start : start.replace(/[\uD800-\uDBFF]$/, '').toWellFormed();
  return shorten(NOISE.test(whole) ? clean(whole) : whole, limit);
}

function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/<!--[^]{0,2000}?-->/g, '')
    .replaceAll(BLOCK, (_whole, _name, inner: string) => `\n${inner}\n`)
    .replaceAll(INLINE, '$2')
    .replaceAll(NAMED, '$1')
    .replaceAll(TAG, (tag) => (BREAK.test(tag) ? '\n' : ''))
    .replaceAll(/&[a-z#0-9]{2,7};/g, (entity) => ENTITIES.get(entity) ?? numbered(entity))
    .replaceAll(/[ \t\u00A0]{2,}|[\t\u00A0]/g, ' ')
    .replaceAll(/ \n ?|\n /g, '\n')
    .replaceAll(/(?<!\w)!?\[([^[\]\n]{1,300})\]\( ?([^()\s]{0,1000})(?: "[^"\n]{0,200}")?\)/g, '$1')
    .replaceAll(/^#{1,6} /gm, '')
    .replaceAll(/^\|? ?:?-{2,}:? ?(?:\| ?:?-{2,}:? ?)*\|?$\n?/gm, '')
    .replaceAll(/\*\*([^*\n]{1,300})\*\*/g, '$1')
    .replaceAll(/(?<!\w)__([^_\n]{1,300})__(?!\w)/g, '$1')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The character of an entity that is its number; what is no printable ASCII stays as it is. */
function numbered(entity: string): string {
  const code = Number(/^&#(\d{2,3});$/.exec(entity)?.[1]);
  return code >= 32 && code < 127 ? String.fromCodePoint(code) : entity;
}
