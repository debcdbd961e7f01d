// Owns what the body of an answer is: nothing, text (perhaps JSON), or bytes.
import { isJson, isText, parseMediaType } from '../ir/media-type.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { guessText, readAnswerText } from './answer-text.ts';
import type { HttpResponse } from './http-response.ts';
import { sequenceKind } from '../ir/sequence-kind.ts';
import { readSequence } from './sequential-answer.ts';

/** A body that is characters. */
export interface TextAnswer {
  readonly kind: 'text';
  /** All of it, decoded; sequences as lines. */
  readonly text: string;
  /** It says that it is JSON, or does not say what it is: worth parsing. The end may be missing. */
  readonly json: boolean;
  /** What is to be said of it, one sentence each. */
  readonly notes: readonly string[];
  /** The items of a sequence. */
  readonly structured?: Readonly<Record<string, unknown>>;
}

/** The body of an answer. */
export type Answer = { readonly kind: 'empty' } | TextAnswer | { readonly kind: 'bytes'; readonly mimeType: string };

/** Reads a body by its media type; one that names none is text if it can be. Never throws. */
export function readAnswer(plan: Pick<ToolPlan, 'request'>, response: HttpResponse): Answer {
  const { body, headers, truncated = false, notes = [] } = response;
  if (body.byteLength === 0) return { kind: 'empty' };
  const mediaType = parseMediaType(headers['content-type'] ?? '');
  const { essence } = mediaType;
  const json = isJson(essence) || essence === '';
  const sequence = sequenceKind(essence);
  if (sequence === undefined && !isText(essence)) {
    const guessed = essence === '' ? guessText(body, truncated) : undefined;
    if (guessed !== undefined) return { kind: 'text', text: guessed, json, notes };
    return { kind: 'bytes', mimeType: essence === '' ? 'application/octet-stream' : essence };
  }
  const { text, note } = readAnswerText({ body, mediaType, declared: plan.request.accept, truncated });
  const read = sequence === undefined ? { text } : readSequence(text, sequence);
  return {
    kind: 'text',
    ...read,
    json: json && sequence === undefined,
    notes: note === undefined ? notes : [...notes, note],
  };
}
