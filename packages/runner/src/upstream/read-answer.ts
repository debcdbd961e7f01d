// Owns the answer of one exchange: its body read within bounds and time, its progress told, and what is to be said of it.
import type { HttpRequest, HttpResponse, SequenceKind } from '@mcpm/openapi';
import type { Dispatcher } from 'undici';
import { systemClock } from '../clock.ts';
import { plainHeaders } from './answer-headers.ts';
import type { AnswerWatch } from './answer-watch.ts';
import { readBody, type ReadBody } from './read-body.ts';
import type { SendContext } from './send-context.ts';
import { describeBrokenAnswer, describeCut, describeTimeout } from './upstream-failure.ts';

/** What an answer is read with. */
export interface AnswerReading {
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Where the answer comes from, and what is to be said of the way there. */
  readonly hop: { readonly request: HttpRequest; readonly notes: readonly string[] };
  readonly context: SendContext;
  /** Aborts the exchange, as the signal of the context does. */
  readonly deadline: AbortSignal;
}

/** Reads an answer to its end or its bounds. Throws `UpstreamFailure` where it breaks off, or the reason of the context's signal. */
export async function readAnswer(answer: Dispatcher.ResponseData, reading: AnswerReading): Promise<HttpResponse> {
  const { hop, context, deadline, timeoutMs, maxResponseBytes } = reading;
  // The reader below is told of an error too; this listener is for one that comes before it reads.
  answer.body.on('error', () => undefined);
  const { sequenceKind } = await import('@mcpm/openapi');
  const { 'content-encoding': coding, ...headers } = plainHeaders(answer.headers);
  const sequence = sequenceKind((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
  const watch = await watchFor(context, sequence);
  try {
    const read = await readBody(answer.body, {
      coding,
      limit: maxResponseBytes,
      keepBroken: sequence !== undefined,
      ...(watch && { onChunk: watch.onChunk }),
    });
    context.signal.throwIfAborted();
    const notes = [
      ...(answer.statusCode >= 400 ? hop.notes : []),
      ...read.notes,
      ...endOf(read, { url: hop.request.url, timeoutMs, late: deadline.aborted }),
    ];
    return {
      status: answer.statusCode,
      statusText: answer.statusText,
      headers,
      body: read.body,
      truncated: read.truncated,
      ...(notes.length === 0 ? {} : { notes }),
    };
  } catch (error) {
    context.signal.throwIfAborted();
    if (deadline.aborted) throw describeTimeout(hop.request.url, timeoutMs, answer.statusCode);
    throw describeBrokenAnswer(hop.request.url, answer.statusCode, error) ?? error;
  } finally {
    watch?.watch.end();
  }
}

function endOf(
  { broken }: ReadBody,
  { url, timeoutMs, late }: { readonly url: string; readonly timeoutMs: number; readonly late: boolean },
): readonly string[] {
  if (broken === undefined) return [];
  if (!late) return [describeCut(url, broken)];
  return [`The API was still sending when the time of the call was over (${timeoutMs} ms, option --timeout).`];
}

async function watchFor(
  { onProgress }: SendContext,
  sequence: SequenceKind | undefined,
): Promise<{ readonly watch: AnswerWatch; readonly onChunk: (chunk: Uint8Array) => void } | undefined> {
  if (onProgress === undefined) return undefined;
  const [{ AnswerWatch: Watch }, { NewestItem }] = await Promise.all([
    import('./answer-watch.ts'),
    import('./newest-item.ts'),
  ]);
  const watch = new Watch(onProgress, systemClock);
  const newest = sequence === undefined ? undefined : new NewestItem(sequence, (line) => watch.item(line));
  const onChunk = (chunk: Uint8Array) => {
    watch.received(chunk.byteLength);
    newest?.feed(chunk);
  };
  return { watch, onChunk };
}
