// Owns the judgement of results: what came to the client against what must come.
import type { CallToolResult } from '@modelcontextprotocol/client';
import type { ExpectedResult } from '../case.ts';
import { compare, show } from './compare.ts';

/** What is wrong with a result; empty: nothing. */
export function judgeResult(wanted: ExpectedResult, got: CallToolResult): readonly string[] {
  const text = textOf(got);
  const whole = JSON.stringify(got);
  const error = compare('isError', wanted.isError ?? false, got.isError ?? false);
  return [
    ...error.map((fault) => `${fault}: ${show(text)}`),
    ...(wanted.text === undefined ? [] : compare('text', wanted.text, text)),
    ...(wanted.says ?? []).flatMap((said) =>
      text.includes(said) ? [] : [`text: expected ${show(said)} in it, got ${show(text)}`],
    ),
    ...(wanted.hides ?? []).flatMap((hidden) =>
      whole.includes(hidden) ? [`result: expected ${show(hidden)} nowhere, got ${show(whole)}`] : [],
    ),
    ...(wanted.structured === undefined ? [] : compare('structured', wanted.structured, got.structuredContent ?? null)),
    ...judgeBytes(wanted.bytes, got),
  ];
}

/** All text blocks, joined by line breaks. */
export function textOf({ content }: CallToolResult): string {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
}

function judgeBytes(wanted: ExpectedResult['bytes'], got: CallToolResult): readonly string[] {
  if (wanted === undefined) return [];
  const block = got.content.find(({ type }) => type !== 'text');
  const read = block === undefined ? undefined : readBytes(block);
  if (block === undefined || read === undefined) return [`content: expected ${wanted.type}, got ${show(got.content)}`];
  const bytes = Buffer.from(read.data, 'base64');
  return [
    ...compare('content type', wanted.type, block.type),
    ...compare('media type', wanted.mimeType, read.mimeType),
    ...(bytes.equals(wanted.content) ? [] : [`bytes: expected ${show(wanted.content)}, got ${show(bytes)}`]),
  ];
}

function readBytes(
  block: CallToolResult['content'][number],
): { readonly data: string; readonly mimeType: string | undefined } | undefined {
  if (block.type === 'image' || block.type === 'audio') return block;
  if (block.type !== 'resource' || !('blob' in block.resource)) return undefined;
  return { data: block.resource.blob, mimeType: block.resource.mimeType };
}
