// Owns the answer of one exchange: its body read within bounds and time, its progress told, and what is to be said of it.
import { sequenceKind, type HttpRequest, type HttpResponse, type SequenceKind } from '@mcpm/openapi';
import { systemClock } from '../runtime/clock.ts';
import { plainHeaders } from './answer-headers.ts';
import type { AnswerWatch } from './answer-watch.ts';
import type { IncomingAnswer } from './incoming-answer.ts';
import { readBody, readPlain, type ReadBody } from './read-body.ts';
import type { CallContext } from '../call/call-context.ts';
import type { Deadline } from './deadline.ts';
import { describeBrokenAnswer, describeCut, describeTimeout } from './upstream-failure.ts';

/** What an answer is read with. */
export interface AnswerReading {
  readonly maxResponseBytes: number;
  /** Where the answer comes from, and what is to be said of the way there. */
  readonly hop: { readonly request: HttpRequest; readonly notes: readonly string[] };
  readonly context: CallContext;
  /** What is to be said of the requests that it took. */
  readonly notes: readonly string[];
  readonly deadline: Deadline;
}

/** Reads an answer to its end or its bounds. Throws `UpstreamFailure` where it breaks off, or the reason of the context's signal. */
export async function readAnswer(answer: IncomingAnswer, reading: AnswerReading): Promise<HttpResponse> {
  const { hop, context, deadline, maxResponseBytes } = reading;
  const { timeoutMs } = deadline;
  const { 'content-encoding': coding, ...headers } = plainHeaders(answer.headers);
  const sequence = sequenceKind((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
  // An answer that tells of a failure may quote the request, and secrets are taken out of the whole of it only.
  const told = answer.statusCode >= 400 ? undefined : sequence;
  const watch = context.onProgress === undefined ? undefined : await watchFor(context.onProgress, told);
  try {
    const plain = coding === undefined && sequence === undefined && watch === undefined;
    const bytes = plain
      ? readPlain(answer, maxResponseBytes)
      : readBody(answer.stream(), {
          coding,
          limit: maxResponseBytes,
          keepBroken: sequence !== undefined,
          ...(watch && { onChunk: watch.onChunk }),
        });
    const read = bytes instanceof Promise ? await bytes : bytes;
    context.signal.throwIfAborted();
    const notes = [
      ...(answer.statusCode >= 400 ? hop.notes : []),
      ...reading.notes,
      ...read.notes,
      ...endOf(read, { url: hop.request.url, timeoutMs, late: deadline.passed }),
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
    if (deadline.passed) throw describeTimeout(hop.request.url, timeoutMs, answer.statusCode);
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
  onProgress: NonNullable<CallContext['onProgress']>,
  sequence: SequenceKind | undefined,
): Promise<{ readonly watch: AnswerWatch; readonly onChunk: (chunk: Uint8Array) => void }> {
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
