// Owns the authority of these tests: a real token endpoint and its metadata, on a free port.
import { startUpstream, type Upstream, type UpstreamAnswer, type UpstreamRequest } from '@mcpm/test-kit';

/** One question to the token endpoint. */
interface TokenQuestion {
  readonly form: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

/** A running authority. */
export interface Authority extends AsyncDisposable {
  readonly url: string;
  readonly tokenUrl: string;
  /** Every question to the token endpoint, in order. */
  readonly questions: readonly TokenQuestion[];
  /** Paths that were asked with GET. */
  readonly read: readonly string[];
  /** Replaces what is answered; default: the tokens `token-1`, `token-2` and so on, good for an hour. */
  answer(next: (question: TokenQuestion, count: number) => UpstreamAnswer | Promise<UpstreamAnswer>): void;
}

/** Starts an authority; `metadata` is added to that of its well-known addresses. */
export async function startAuthority(metadata: Readonly<Record<string, unknown>> = {}): Promise<Authority> {
  const questions: TokenQuestion[] = [];
  const read: string[] = [];
  let answer = (_question: TokenQuestion, count: number): UpstreamAnswer | Promise<UpstreamAnswer> => ({
    body: { access_token: `token-${count}`, token_type: 'Bearer', expires_in: 3_600 },
  });
  const upstream: Upstream = await startUpstream({
    handler: (request) => {
      if (request.method === 'POST') {
        const question = questionOf(request);
        questions.push(question);
        return answer(question, questions.length);
      }
      read.push(request.url);
      return { body: { issuer: upstream.url, token_endpoint: `${upstream.url}/token`, ...metadata } };
    },
  });
  return {
    url: upstream.url,
    tokenUrl: `${upstream.url}/token`,
    questions,
    read,
    answer: (next) => {
      answer = next;
    },
    [Symbol.asyncDispose]: () => upstream.close(),
  };
}

function questionOf({ body, headers }: UpstreamRequest): TokenQuestion {
  return { form: Object.fromEntries(new URLSearchParams(body.toString())), authorization: headers.authorization };
}
