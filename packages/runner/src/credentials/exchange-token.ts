// Owns one token exchange (RFC 8693): the caller's token goes in, one for the upstream comes out.
import { allowInsecureRequests, customFetch, genericTokenEndpointRequest } from 'oauth4webapi';
import * as z from 'zod';
import { describeFailure, describeTimeout, hostOf } from '../upstream/upstream-failure.ts';
import type { AuthorityConnection } from './authority-connection.ts';
import type { ExchangeClient } from './read-exchange.ts';
import { clientAuth, type GrantedToken } from './request-token.ts';
import { describeAnswer, TokenFailure } from './token-failure.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** RFC 8693 §2.2.1. Some servers leave the type of the issued token out. */
const Answer = z.object({
  access_token: z.string().min(1),
  token_type: z.string(),
  expires_in: z.coerce.number().positive().optional(),
});
/** RFC 6749 §5.2. */
const Complaint = z.object({ error: z.string().optional(), error_description: z.string().optional() });

/** The exchanged token. Throws `TokenFailure`. */
export async function exchangeToken(
  subjectToken: string,
  client: ExchangeClient,
  connection: AuthorityConnection,
): Promise<GrantedToken> {
  const { tokenUrl: url } = client;
  try {
    return await readAnswer(await ask(subjectToken, client, connection), url);
  } catch (error) {
    if (error instanceof TokenFailure) throw error;
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    const failure = timedOut ? describeTimeout(url, connection.timeoutMs) : describeFailure(url, error);
    if (failure === undefined) throw error;
    throw new TokenFailure(undefined, `asking the authority failed. ${failure.message}`, { cause: error });
  }
}

function ask(subjectToken: string, client: ExchangeClient, connection: AuthorityConnection): Promise<Response> {
  const { tokenUrl, clientId, audience, resource, scope } = client;
  const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const parameters = {
    subject_token: subjectToken,
    subject_token_type: ACCESS_TOKEN,
    requested_token_type: ACCESS_TOKEN,
    ...(audience === undefined ? {} : { audience }),
    ...(resource === undefined ? {} : { resource }),
    ...(scope === undefined || scope === '' ? {} : { scope }),
  };
  return genericTokenEndpointRequest(
    server,
    { client_id: clientId },
    clientAuth(client, undefined),
    GRANT,
    parameters,
    {
      // Which http addresses are allowed was decided before.
      [allowInsecureRequests]: true,
      [customFetch]: connection.fetch,
    },
  );
}

async function readAnswer(response: Response, url: string): Promise<GrantedToken> {
  const body = await readJson(response);
  if (!response.ok) {
    const { error, error_description: description } = Complaint.safeParse(body).data ?? {};
    const said = describeAnswer({
      url,
      status: response.status,
      ...(error && { error }),
      ...(description && { description }),
    });
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    throw new TokenFailure(
      undefined,
      `${said}. ${nextStep(response.status)}`,
      seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {},
    );
  }
  const answer = Answer.safeParse(body);
  if (!answer.success || answer.data.token_type.toLowerCase() !== 'bearer')
    throw new TokenFailure(undefined, `the answer of ${hostOf(url)} brings no bearer token.`);
  const { access_token: value, expires_in: seconds } = answer.data;
  return { value, ...(seconds === undefined ? {} : { expiresInMs: seconds * 1_000 }) };
}

function nextStep(status: number): string {
  return status === 429 || status >= 500
    ? 'Try again later.'
    : 'Log in again; if that does not help, whoever runs this server has to look at MCPM_TOKEN_EXCHANGE.';
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // An answer that is no JSON has nothing to say beyond its status.
    return undefined;
  }
}
