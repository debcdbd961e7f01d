// Owns what follows a result: reading a long answer to its end with `read_answer`, as a model would, and opening what it links to.
import type { CallToolResult, Client } from '@modelcontextprotocol/client';
import type { ExpectedResult, ReadOn } from '../case.ts';
import { compare, show } from '../judge/compare.ts';
import { textOf } from '../judge/judge-result.ts';

const MOST_PAGES = 200;

/** What is wrong with what can be read from a result on. */
export async function judgeRest(
  wanted: ExpectedResult,
  first: CallToolResult,
  client: Client,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const way of wanted.readsOn ?? []) faults.push(...(await judgeWay(way, first, client)));
  return wanted.link === undefined ? faults : [...faults, ...(await judgeLink(wanted.link, first, client))];
}

async function judgeWay(way: ReadOn, first: CallToolResult, client: Client): Promise<readonly string[]> {
  const answer = /"answer":"([^"]+)"/.exec(textOf(first))?.[1];
  if (answer === undefined) return [`handle: expected one, got ${show(textOf(first))}`];
  const read = (part: object): Promise<CallToolResult> =>
    client.callTool({ name: 'read_answer', arguments: { answer, ...part } });
  if (way.by === 'part') {
    const result = await read(way.part);
    return compare(`read_answer ${JSON.stringify(way.part)}`, way.text, firstText(result));
  }
  let whole = '';
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const result = await read({ page });
    if (result.isError) return [`page ${page}: expected one, got ${show(textOf(result))}`];
    whole += firstText(result);
    const pages = Number(/Page \d+ of (\d+)/.exec(textOf(result))?.[1] ?? 0);
    if (page >= pages)
      return [...(pages > 1 ? [] : ['pages: expected more than one']), ...compare('all pages', way.text, whole)];
  }
  return [`pages: expected at most ${MOST_PAGES}`];
}

function firstText({ content }: CallToolResult): string {
  const [block] = content;
  return block?.type === 'text' ? block.text : '';
}

async function judgeLink(
  wanted: NonNullable<ExpectedResult['link']>,
  { content }: CallToolResult,
  client: Client,
): Promise<readonly string[]> {
  const link = content.find((block) => block.type === 'resource_link');
  if (link === undefined) return [`content: expected a link, got ${show(content)}`];
  const { contents } = await client.readResource({ uri: link.uri });
  const [resource] = contents;
  const bytes = resource !== undefined && 'blob' in resource ? Buffer.from(resource.blob, 'base64') : undefined;
  return [
    ...compare('media type of the link', wanted.mimeType, link.mimeType),
    ...(bytes?.equals(wanted.content) ? [] : [`linked bytes: expected ${wanted.content.length}, got ${show(bytes)}`]),
  ];
}
