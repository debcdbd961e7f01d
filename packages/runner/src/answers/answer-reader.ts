// Owns reading on in kept answers: by page, by path, by filter, and beyond them in the API's next pages.
import {
  filterJson,
  findPart,
  noteContents,
  pageOf,
  roomForText,
  sourceOf,
  textContent,
  type ToolResult,
} from '@mcpm/openapi';
import * as z from 'zod';
import type { CallContext } from '../call/call-context.ts';
import { UpstreamFailure } from '../upstream/upstream-failure.ts';
import type { AnswerPresenter } from './answer-presenter.ts';
import type { KeptAnswer } from './kept-answer.ts';

const Page = z.coerce.number().int().min(1);

/** What the tool takes; models send numbers as text too. */
const ReadArguments = z.strictObject({
  answer: z.string().min(1),
  page: Page.optional(),
  path: z.string().max(10_000).optional(),
  filter: z.string().min(1).max(10_000).optional(),
  next: Page.max(1_000).optional(),
});
type ReadArguments = z.infer<typeof ReadArguments>;

/** Says what one may do instead. */
const WAYS = 'Give "answer" and one of "page", "path" (with "filter" too), "filter" or "next".';

/** The result of reading on; what is wrong with the arguments is a result too. Rejects only with a bug, or with the reason of the signal. */
export async function readOn(
  presenter: AnswerPresenter,
  args: Readonly<Record<string, unknown>>,
  context: CallContext,
): Promise<ToolResult> {
  const parsed = ReadArguments.safeParse(meant(args));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`);
    return failure(`${faults.join('. ')}. ${WAYS}`);
  }
  const wanted = parsed.data;
  const ways = [wanted.page, wanted.path ?? wanted.filter, wanted.next].filter((way) => way !== undefined);
  if (ways.length > 1) return failure(WAYS);
  const owner = context.caller.principal;
  const kept = presenter.find(wanted.answer, owner);
  if (kept === undefined)
    return failure(
      `There is no answer "${wanted.answer.slice(0, 40)}", or no more: the newest 100 are kept for 30 minutes after their last use. Call the tool that gave it again.`,
    );
  if (wanted.next !== undefined) return readNext(presenter, kept, { pages: wanted.next, context });
  if (wanted.path !== undefined || wanted.filter !== undefined) return readPart(presenter, kept, { ...wanted, owner });
  return readPage(presenter, kept, wanted.page ?? 1);
}

/** The arguments without those that say nothing: many models fill in every one, with null, an empty text or 0. */
function meant(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { filter, next, path, ...rest } = args;
  const ways = { ...(filter === '' ? {} : { filter }), ...(next === 0 ? {} : { next }) };
  const given = Object.entries({ ...rest, ...ways }).filter(([, value]) => (value ?? undefined) !== undefined);
  const others = given.some(([name]) => name !== 'answer');
  // An empty path is the whole answer, unless something else is asked for.
  const whole = path === null || (path === '' && others);
  return { ...Object.fromEntries(given), ...(path === undefined || whole ? {} : { path }) };
}

function readPage(presenter: AnswerPresenter, kept: KeptAnswer, number: number): ToolResult {
  const ends = kept.pageEnds(roomForText(presenter.pageTokens));
  const page = pageOf(kept.text, ends, number);
  if (page === undefined) return failure(`The answer has ${ends.length} pages: 1 to ${ends.length}.`);
  const { text, start, pages } = page;
  const place = `characters ${start + 1} to ${start + text.length} of ${kept.text.length}`;
  return {
    content: [textContent(text), ...noteContents([`Page ${number} of ${pages} of the answer as it came: ${place}.`])],
  };
}

function readPart(
  presenter: AnswerPresenter,
  kept: KeptAnswer,
  { path = '', filter, owner }: ReadArguments & { readonly owner: string },
): ToolResult {
  const { root } = kept;
  if (root === undefined) {
    if (filter !== undefined && path === '')
      return presenter.presentText(matchingLines(kept.text, filter), { json: false, owner });
    return failure('This answer is text, not JSON, and has no paths: use "page", or "filter" to find lines.');
  }
  const part = findPart(root, path);
  if ('problem' in part) return failure(part.problem);
  if (filter === undefined) return presenter.presentText(sourceOf(part.found), { json: true, owner });
  return presenter.presentText(filterJson(part.found, filter, part.pointer).text, { json: true, owner });
}

async function readNext(
  presenter: AnswerPresenter,
  { next }: KeptAnswer,
  { pages, context }: { readonly pages: number; readonly context: CallContext },
): Promise<ToolResult> {
  if (next === undefined) return failure('The API named no page after this answer; it may be complete.');
  const { call, request } = next;
  try {
    const response = await call.send(request, context);
    return await presenter.presentPages(call, { request, response }, { pages, context, followed: true });
  } catch (error) {
    if (error instanceof UpstreamFailure) return failure(error.message);
    throw error;
  }
}

function matchingLines(text: string, filter: string): string {
  const wanted = filter.toLowerCase();
  const lines = text.split(/\r?\n/);
  const found = lines.flatMap((line, index) => (line.toLowerCase().includes(wanted) ? [`${index + 1}: ${line}`] : []));
  return [`${found.length} of ${lines.length} lines match:`, ...found].join('\n');
}

function failure(text: string): ToolResult {
  return { isError: true, content: [textContent(text)] };
}
