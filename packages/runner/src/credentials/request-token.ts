// Owns one token request (RFC 6749 §4.4 and §6) and reading its answer.
import {
  allowInsecureRequests,
  clientCredentialsGrantRequest,
  ClientSecretPost,
  customFetch,
  None,
  processGenericTokenEndpointResponse,
  refreshTokenGrantRequest,
  type ClientAuth,
} from 'oauth4webapi';
import { describeFailure, describeTimeout } from '../upstream/upstream-failure.ts';
import { findAuthority, type Authority, type TokenQuest } from './find-authority.ts';
import { clientLogin, type OAuthClient } from './oauth-client.ts';
import { describeRefusal, TokenFailure, type Refusal } from './token-failure.ts';

/** A token as an authority gave it. */
export interface GrantedToken {
  readonly value: string;
  /** Absent where the authority does not say how long it is good. */
  readonly expiresInMs?: number;
  /** The one to use next time, where the authority changes it. */
  readonly refreshToken?: string;
}

/** What a request needs besides the quest. */
export interface Grant {
  /** The newest refresh token; absent for client credentials. */
  readonly refreshToken: string | undefined;
  /** Empty: the authority decides. */
  readonly scope: string;
}

/** A new token. Throws `TokenFailure`. */
export async function requestToken(quest: TokenQuest, grant: Grant): Promise<GrantedToken> {
  let url = quest.scheme.metadataUrl ?? '';
  try {
    const authority = await findAuthority(quest);
    url = authority.tokenUrl;
    return await readAnswer(await ask(authority, quest, grant), authority, quest);
  } catch (error) {
    if (error instanceof TokenFailure) throw error;
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    const failure = timedOut ? describeTimeout(url, quest.connection.timeoutMs) : describeFailure(url, error);
    if (failure === undefined) throw error;
    throw new TokenFailure(quest.scheme.scheme, `asking its authority failed. ${failure.message}`, { cause: error });
  }
}

function ask(authority: Authority, quest: TokenQuest, { refreshToken, scope }: Grant): Promise<Response> {
  const { client, connection } = quest;
  const as = serverOf(authority);
  const known = { client_id: client.clientId };
  const parameters = {
    ...(scope === '' ? {} : { scope }),
    ...(client.audience === undefined ? {} : { audience: client.audience }),
    ...(client.resource === undefined ? {} : { resource: client.resource }),
  };
  const options = {
    // Which http addresses are allowed was decided before.
    [allowInsecureRequests]: true,
    [customFetch]: connection.fetch,
  };
  const authenticate = clientAuth(client, authority.authMethods);
  return refreshToken === undefined
    ? clientCredentialsGrantRequest(as, known, authenticate, parameters, options)
    : refreshTokenGrantRequest(as, known, authenticate, refreshToken, { ...options, additionalParameters: parameters });
}

/** How a client shows who it is; `authMethods` are those the authority knows, where it says. */
export function clientAuth(client: OAuthClient, authMethods: readonly string[] | undefined): ClientAuth {
  const { clientSecret } = client;
  // A public client, or one that its certificate speaks for (RFC 8705 §2): only its id is sent.
  if (clientSecret === undefined) return None();
  const onlyPost = authMethods?.includes('client_secret_post') && !authMethods.includes('client_secret_basic');
  if ((client.authMethod ?? (onlyPost ? 'post' : 'basic')) === 'post') return ClientSecretPost(clientSecret);
  // As the standard has it, but "-", "_" and "." stay what they are: many authorities do not decode them.
  return (_as, _client, _body, headers) =>
    headers.set('authorization', `Basic ${Buffer.from(clientLogin(client.clientId, clientSecret)).toString('base64')}`);
}

async function readAnswer(response: Response, authority: Authority, quest: TokenQuest): Promise<GrantedToken> {
  const body = await readObject(response);
  const { scheme } = quest.scheme;
  if (!response.ok || body === undefined) {
    const refusal = describeRefusal(refusalOf(response.status, body ?? {}, authority.tokenUrl));
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    throw new TokenFailure(scheme, refusal, seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {});
  }
  // An ID token is for whoever logs in. Checking it would need more of the authority than a token URL tells.
  const { id_token: _idToken, ...rest } = body;
  try {
    const checked = await processGenericTokenEndpointResponse(
      serverOf(authority),
      { client_id: quest.client.clientId },
      new Response(JSON.stringify(rest), { headers: { 'content-type': 'application/json' } }),
    );
    if (checked.token_type !== 'bearer') throw new Error(`token_type "${checked.token_type}" is not supported`);
    return {
      value: checked.access_token,
      ...(checked.expires_in === undefined ? {} : { expiresInMs: checked.expires_in * 1_000 }),
      ...(checked.refresh_token === undefined ? {} : { refreshToken: checked.refresh_token }),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TokenFailure(scheme, `the answer of ${new URL(authority.tokenUrl).host} cannot be used: ${reason}.`, {
      cause,
    });
  }
}

function refusalOf(status: number, body: Readonly<Record<string, unknown>>, url: string): Refusal {
  const { error, error_description: description } = body;
  return {
    url,
    status,
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

async function readObject(response: Response): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value: unknown = JSON.parse(await response.text());
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    // An answer that is no JSON has nothing to say beyond its status.
    return undefined;
  }
}

function serverOf({ tokenUrl }: Authority): { readonly issuer: string; readonly token_endpoint: string } {
  return { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
}
