// Owns asking the authorization server about an opaque token (RFC 7662).
import {
  allowInsecureRequests,
  customFetch,
  introspectionRequest,
  processIntrospectionResponse,
  type IntrospectionResponse,
} from 'oauth4webapi';
import type { OAuthClient } from '../credentials/oauth-client.ts';
import { clientAuth } from '../credentials/request-token.ts';
import type { AskAuthority, Issuer } from './issuer.ts';
import { readClaims, TokenRefusal, type TokenClaims, type TokenTerms } from './token-claims.ts';

/** Seconds an answer counts at most: a token may be revoked before it expires. */
const LONGEST_TRUST = 60;

/** Who asks, and how. */
export interface Inquirer {
  readonly client: OAuthClient;
  readonly ask: AskAuthority;
}

/** Whether opaque tokens can be asked about: the client's secret is shown to the server only that it is a client of. */
export function canIntrospect({ introspectionUrl }: Issuer, { tokenUrl }: OAuthClient): boolean {
  if (introspectionUrl === undefined || tokenUrl === undefined) return false;
  return new URL(introspectionUrl).origin === new URL(tokenUrl).origin;
}

/** What the token stands for. Throws `TokenRefusal`; rejects otherwise when the server gives no answer. */
export async function introspectToken(
  token: string,
  issuer: Issuer,
  { client, ask, audiences, time }: Inquirer & TokenTerms,
): Promise<TokenClaims> {
  const { introspectionUrl } = issuer;
  if (introspectionUrl === undefined) throw new TokenRefusal('the token cannot be read');
  const server = { issuer: issuer.name, introspection_endpoint: introspectionUrl };
  const known = { client_id: client.clientId };
  const response = await introspectionRequest(server, known, clientAuth(client, undefined), token, {
    // Which http addresses are allowed was decided before.
    [allowInsecureRequests]: true,
    [customFetch]: ask,
    additionalParameters: { token_type_hint: 'access_token' },
  });
  const answer = await processIntrospectionResponse(server, known, response);
  return read(answer, { name: issuer.name, audiences, now: time() });
}

function read(
  answer: IntrospectionResponse,
  { name, audiences, now }: { readonly name: string; readonly audiences: readonly string[]; readonly now: number },
): TokenClaims {
  const { active, exp, nbf, iss, aud } = answer;
  if (!active || (exp !== undefined && exp <= now)) throw new TokenRefusal('the token has expired or was revoked');
  if (nbf !== undefined && nbf > now) throw new TokenRefusal('the token is not good yet');
  if (iss !== undefined && iss !== name) throw new TokenRefusal('the token is from another issuer');
  if (![aud ?? []].flat().some((one) => audiences.includes(one)))
    throw new TokenRefusal('the token is for another audience');
  const until = now + LONGEST_TRUST;
  const { expiresAt: _skewed, ...claims } = readClaims({ ...answer }, until);
  return { ...claims, expiresAt: Math.min(exp ?? until, until) * 1_000 };
}
