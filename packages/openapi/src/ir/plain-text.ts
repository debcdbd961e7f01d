// Takes the noise of Markdown and HTML out of texts that models read; what it says stays.
import { shorten } from './shorten.ts';

/** Tags that only shape a text; others may be placeholders such as `<owner>`. */
const TAG =
  /<\/?(?:a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|wbr)(?:\s[^<>]{0,500})?\/?>/gi;

/** Tags that begin a line. */
const BREAK = /^<\/?(?:br|p|div|li|ul|ol|tr|h[1-6]|blockquote|pre|table|dt|dd|hr)\b/i;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&apos;', "'"],
  ['&nbsp;', ' '],
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
    .replaceAll(TAG, (tag) => (BREAK.test(tag) ? '\n' : ''))
    .replaceAll(/&(?:lt|gt|quot|#39|apos|nbsp|amp);/g, (entity) => ENTITIES.get(entity) ?? entity)
    .replaceAll(/[ \t\u00A0]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/(?<!\w)!?\[([^[\]\n]{1,300})\]\(([^()\s]{0,1000})(?: "[^"\n]{0,200}")?\)/g, '$1')
    .replaceAll(/^#{1,6} /gm, '')
    .replaceAll(/^\|? ?:?-{2,}:? ?(?:\| ?:?-{2,}:? ?)*\|?$\n?/gm, '')
    .replaceAll(/\*\*([^*\n]{1,300})\*\*/g, '$1')
    .replaceAll(/(?<!\w)__([^_\n]{1,300})__(?!\w)/g, '$1')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
