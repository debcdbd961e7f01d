import { compileDocument, estimateTokens } from '@mcpm/openapi';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { corpusDocument } from '../../src/index.ts';

/** Documents speak of tokens, too: `<|endoftext|>` is text here. */
const count = (text: string): number => encode(text, { disallowedSpecial: new Set() }).length;

const off = (text: string): number => estimateTokens(text) / count(text) - 1;

it.each([
  'github.com/api.github.com',
  'stripe.com',
  'kubernetes.io',
  'adyen.com/CheckoutService',
  'vercel.com',
  'notion.com',
  'openai.com',
  'spotify.com',
  'amazonaws.com/s3',
  'googleapis.com/gmail',
  'xkcd.com',
])('the list of tools of %s is estimated within 15 percent', async (id) => {
  const { plans } = await compileDocument({ file: corpusDocument(id).file });
  const list = plans.slice(0, 100).map(({ name, title, description, inputSchema, annotations }) => ({
    name,
    title,
    description,
    inputSchema,
    annotations,
  }));
  expect(list.length).toBeGreaterThan(0);
  expect(Math.abs(off(JSON.stringify(list)))).toBeLessThan(0.15);
});
