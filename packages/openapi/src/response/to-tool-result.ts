// Turns an HTTP answer into the result of a tool call.
import { createHash } from 'node:crypto';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { boundText, type AnswerBound } from './bound-text.ts';
import type { HttpResponse } from './http-response.ts';
import { readAnswer, type Answer, type TextAnswer } from './read-answer.ts';
import { failureHeaders, statusLine } from './status-line.ts';
import { structuredContent } from './structured-answer.ts';
import { noteContents, textContent, type ToolContent, type ToolResult } from './tool-result.ts';

/** A result, and what it was made of. */
export interface PresentedAnswer {
  readonly result: ToolResult;
  readonly answer: Answer;
  /** Something of a text is left out for its budget. */
  readonly shortened: boolean;
}

const NO_BOUND: AnswerBound = { tokens: 0 };

/**
 * The result of a call: text (JSON as it came, other text decoded), an image, a sound, or a resource with the bytes. From status 400 on it is an error with status, the
 * headers that say when to try again and under which id the API knows the request, and the body. Text beyond `bound.tokens` is left out, JSON with its structure
 * kept, and what is missing is said. Nothing is left out silently. Never throws.
 */
export function toToolResult(plan: ToolPlan, response: HttpResponse, bound = NO_BOUND): ToolResult {
  return presentAnswer(plan, response, bound).result;
}

/** The result of a call with what it was made of, for whoever keeps the rest. Never throws. */
export function presentAnswer(plan: ToolPlan, response: HttpResponse, bound = NO_BOUND): PresentedAnswer {
  const answer = readAnswer(plan, response);
  if (response.status >= 400) return { answer, ...failure(response, answer, bound) };
  if (answer.kind === 'text') return { answer, ...success(plan, { response, answer }, bound) };
  const content =
    answer.kind === 'empty' ? textContent(emptyAnswer(response)) : binaryContent(plan, response, answer.mimeType);
  return { answer, result: resultOf(plan, [content, ...noteContents(response.notes)], undefined), shortened: false };
}

type Shown = Omit<PresentedAnswer, 'answer'>;

function success(
  plan: ToolPlan,
  { response, answer }: { readonly response: HttpResponse; readonly answer: TextAnswer },
  bound: AnswerBound,
): Shown {
  const { text, note } = boundText(answer.text, answer.json, bound);
  const notes = [
    ...(response.truncated ? [cutNote(response)] : []),
    ...answer.notes,
    ...(note === undefined ? [] : [note]),
  ];
  const shortened = note !== undefined;
  const content = [textContent(text), ...noteContents(notes)];
  const { structured } = answer;
  // The items of a sequence stand for themselves, even of one that was cut.
  if (structured && !shortened && plan.outputSchema === undefined)
    return { result: { content, structuredContent: structured }, shortened };
  const whole = answer.json && !shortened && !response.truncated;
  return { result: resultOf(plan, content, whole ? answer.text : undefined), shortened };
}

function failure(response: HttpResponse, answer: Answer, bound: AnswerBound): Shown {
  const lines = [statusLine(response), ...failureHeaders(response)];
  const notes = answer.kind === 'text' ? [...answer.notes] : [...(response.notes ?? [])];
  if (response.truncated) notes.push(cutNote(response));
  let shortened = false;
  if (answer.kind === 'bytes') lines.push('', `(${describeBytes(response)}, left out)`);
  if (answer.kind === 'text') {
    const { text, note } = boundText(answer.text, answer.json, bound);
    lines.push('', text);
    shortened = note !== undefined;
    if (note !== undefined) notes.push(note);
  }
  lines.push(...notes.map((note) => `[${note}]`));
  return { result: { content: [textContent(lines.join('\n'))], isError: true }, shortened };
}

/** `text` is set where the content is all of a JSON answer. */
function resultOf(plan: ToolPlan, content: readonly ToolContent[], text: string | undefined): ToolResult {
  const structured = structuredContent(plan, text);
  return structured === undefined ? { content } : { content, structuredContent: structured };
}

function binaryContent(plan: ToolPlan, response: HttpResponse, mimeType: string): ToolContent {
  if (response.truncated)
    return textContent(`${describeBytes(response)}: larger than the limit, so it is not passed on.`);
  const data = Buffer.from(response.body).toString('base64');
  if (mimeType.startsWith('image/')) return { type: 'image', data, mimeType };
  if (mimeType.startsWith('audio/')) return { type: 'audio', data, mimeType };
  const digest = createHash('sha256').update(response.body).digest('hex').slice(0, 16);
  return { type: 'resource', resource: { uri: `mcpm://answers/${plan.name}/${digest}`, mimeType, blob: data } };
}

function emptyAnswer(response: HttpResponse): string {
  const location = response.headers['location'];
  return `${statusLine(response)}: the API answered without a body.${location === undefined ? '' : ` Location: ${location}`}`;
}

function cutNote(response: HttpResponse): string {
  return `The answer was cut after ${response.body.byteLength} bytes; the rest is missing.`;
}

function describeBytes(response: HttpResponse): string {
  return `${response.truncated ? 'more than ' : ''}${response.body.byteLength} bytes of ${response.headers['content-type'] ?? 'unknown type'}`;
}
