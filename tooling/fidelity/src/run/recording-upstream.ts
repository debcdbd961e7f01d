// Owns the upstream of a fixture: two real origins that record every request byte for byte and answer as the case in hand says.
import type { ServerResponse } from 'node:http';
import { startUpstream, type UpstreamRequest } from '@mcpm/test-kit';
import type { CaseAnswer } from '../case.ts';
import type { RecordedRequest } from '../recorded-request.ts';

/** Two origins behind one record. */
export interface RecordingUpstream extends AsyncDisposable {
  readonly origin: string;
  readonly other: string;
  readonly port: string;
  /** What the documents at `/documents/` are. */
  publish(document: string): void;
  /** Forgets what came and answers with these from now on. */
  expect(answers: readonly CaseAnswer[] | undefined): void;
  /** What came since then. */
  requests(): readonly RecordedRequest[];
}

const DONE: CaseAnswer = { headers: { 'Content-Type': 'application/json' }, body: '{"ok":true}' };

/** Starts both origins on free ports of 127.0.0.1. */
export async function startRecordingUpstream(): Promise<RecordingUpstream> {
  let requests: RecordedRequest[] = [];
  let queue: CaseAnswer[] = [DONE];
  let published = '';
  const at = (host: RecordedRequest['host']) => (request: UpstreamRequest, response: ServerResponse) => {
    if (request.url.startsWith('/documents/')) {
      response.setHeader('Content-Type', 'application/json').end(published);
      return;
    }
    requests.push({ ...request, host });
    send(response, choose(queue, request.url));
  };
  const origin = await startUpstream({ handler: at('origin') });
  const other = await startUpstream({ handler: at('other') });
  return {
    origin: origin.url,
    other: other.url,
    port: String(origin.port),
    publish: (document) => (published = document),
    expect: (answers = [DONE]) => {
      requests = [];
      queue = [...answers];
    },
    requests: () => requests,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([origin.close(), other.close()]);
    },
  };
}

/** The first answer that is meant for the target, or for any. It is used up, unless it is the last of its kind. */
function choose(queue: CaseAnswer[], target: string): CaseAnswer {
  const meant = queue.filter(({ at }) => at !== undefined && target.includes(at));
  const fitting = meant.length > 0 ? meant : queue.filter(({ at }) => at === undefined);
  const next = fitting[0] ?? DONE;
  if (fitting.length > 1) queue.splice(queue.indexOf(next), 1);
  return next;
}

function send(response: ServerResponse, { status = 200, headers = {}, body, chunks, cut, stalls }: CaseAnswer): void {
  if (stalls && chunks === undefined) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  for (const chunk of chunks ?? []) response.write(chunk);
  if (cut) response.write(body ?? '', () => response.destroy());
  else if (!stalls) response.end(chunks === undefined ? body : undefined);
}
