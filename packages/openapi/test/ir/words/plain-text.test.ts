import { expect, it } from 'vitest';
import { plainText } from '../../../src/ir/words/plain-text.ts';

it.each([
  ['links as their words', 'See [the docs](https://x.example/a_b "t") and ![logo](l.png).', 'See the docs and logo.'],
  ['no HTML tags', '<p>First<br/>second</p><ul><li>third</li></ul>', 'First\nsecond\n\nthird'],
  ['attributes of tags neither', '<a href="https://x.example" target=_blank>here</a>', 'here'],
  ['placeholders as they are', 'Use <owner>/<repo> where a < b', 'Use <owner>/<repo> where a < b'],
  ['entities as characters', 'a &lt;b&gt; &amp; c&nbsp;d &ndash; &#39;e&rsquo;s', "a <b> & c d – 'e’s"],
  ['numbered entities as characters', 'API&#58; a &#0; &#1234;', 'API: a &#0; &#1234;'],
  [
    'what .NET code refers to by its own name',
    'The <see cref="P:A.B.Name" /> of <paramref name="x"/>.',
    'The Name of x.',
  ],
  ['what only looks like an entity', 'a=1&copy;=2 &unknown;', 'a=1&copy;=2 &unknown;'],
  ['links with a space as their words', 'See [the page]( http://x.example/a).', 'See the page.'],
  ['paired tags of comments in code', '<remarks>\nId.\n</remarks> by <link linkend="A">A</link>', 'Id.\n\nby A'],
  ['headings and bold type as words', '## Notes\n**Bold** and __bold__', 'Notes\nBold and bold'],
  ['names with underscores as they are', 'snake__case__name and a_b', 'snake__case__name and a_b'],
  ['tables without their rule', '| a | b |\n|---|:--|\n| 1 | 2 |', '| a | b |\n| 1 | 2 |'],
  ['no comments', 'a<!-- hidden\n -->b', 'ab'],
  ['at most one empty line', 'a\r\n\r\n\r\n\r\nb   c', 'a\n\nb c'],
  ['code and lists as they are', '- `a[0](x)`\n- b', '- `a[0](x)`\n- b'],
])('leaves %s', (_what, text, expected) => {
  expect(plainText(text, 500)).toBe(expected);
});

it.each(['[', '<a ', '<!--', '**', '|---', '-', ' ', '\n', '&amp;', '__', '[a](', '# '])(
  'has an end with many %j',
  (piece) => {
    expect(plainText(piece.repeat(200_000), 1_000).length).toBeLessThanOrEqual(1_000);
    expect(plainText(`${piece.repeat(2_000)}x`, 16_384).length).toBeLessThanOrEqual(16_384);
  },
);
