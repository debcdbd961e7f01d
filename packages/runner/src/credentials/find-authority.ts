// Owns where tokens of a scheme come from: the credential, the document, or the metadata that the document points to.
import type { TokenScheme } from '@mcpm/openapi';
import * as z from 'zod';
import type { AuthorityConnection } from './authority-connection.ts';
import { mayCarrySecrets } from './may-carry-secrets.ts';
import type { OAuthClient } from './oauth-client.ts';
import { describeRefusal, TokenFailure } from './token-failure.ts';

/** What a token request has to know. */
export interface Authority {
  readonly tokenUrl: string;
  /** Ways to show a secret; absent where nobody said. */
  readonly authMethods?: readonly string[] | undefined;
}

/** The part of RFC 8414 and OpenID Connect Discovery that leads to a token. */
const Metadata = z.object({
  token_endpoint: z.string(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  mtls_endpoint_aliases: z.object({ token_endpoint: z.string().optional() }).optional(),
});

/** A scheme, the client that wants its token, and how authorities are asked. */
export interface TokenQuest {
  readonly scheme: TokenScheme;
  readonly client: OAuthClient;
  readonly connection: AuthorityConnection;
  /** Whether the connection shows a client certificate. */
  readonly certified: boolean;
}

/** The authority in charge. Throws `TokenFailure` if there is none, or none that secrets may be sent to. */
export async function findAuthority(quest: TokenQuest): Promise<Authority> {
  const { scheme, client } = quest;
  const tokenUrl = client.tokenUrl ?? flowUrl(scheme, client);
  const authority = tokenUrl === undefined ? await discover(quest) : { tokenUrl };
  if (!mayCarrySecrets(authority.tokenUrl))
    throw new TokenFailure(
      scheme.scheme,
      `its token URL ${bare(authority.tokenUrl)} is not https, and secrets go by https only (http only on this machine). Set "tokenUrl" of that credential (MCPM_CREDENTIALS).`,
    );
  return authority;
}

function flowUrl({ flows }: TokenScheme, client: OAuthClient): string | undefined {
  const own = flows.find(({ grant }) => (grant === 'clientCredentials') === (client.refreshToken === undefined));
  // A document that shows another flow only still names the one token endpoint of its authority.
  const others = flows.filter((flow) => flow !== own);
  const urls = [own, ...others].map((flow) =>
    client.refreshToken === undefined ? flow?.tokenUrl : (flow?.refreshUrl ?? flow?.tokenUrl),
  );
  return urls.find((url) => url !== undefined);
}

/** Reads the metadata by its well-known address (OpenID Connect Discovery §4, RFC 8414 §3). */
async function discover({ scheme, connection, certified }: TokenQuest): Promise<Authority> {
  const { metadataUrl } = scheme;
  if (metadataUrl === undefined)
    throw new TokenFailure(
      scheme.scheme,
      'the document does not say where tokens come from. Set "tokenUrl" of that credential (MCPM_CREDENTIALS).',
    );
  const url = wellKnown(metadataUrl);
  if (!mayCarrySecrets(url))
    throw new TokenFailure(scheme.scheme, `its metadata at ${bare(url)} is not read, because it is not https.`);
  const response = await connection.fetch(url, { method: 'GET', headers: { accept: 'application/json' } });
  if (!response.ok) throw new TokenFailure(scheme.scheme, describeRefusal({ url, status: response.status }));
  const metadata = Metadata.safeParse(parseJson(await response.text()));
  if (!metadata.success)
    throw new TokenFailure(scheme.scheme, `what stands at ${bare(url)} is no metadata that names a token endpoint.`);
  const { token_endpoint, token_endpoint_auth_methods_supported: authMethods, mtls_endpoint_aliases } = metadata.data;
  return { tokenUrl: (certified ? mtls_endpoint_aliases?.token_endpoint : undefined) ?? token_endpoint, authMethods };
}

/** Documents name either the metadata itself or only its issuer. */
function wellKnown(metadataUrl: string): string {
  const url = new URL(metadataUrl);
  if (!url.pathname.includes('/.well-known/') && !url.pathname.endsWith('.json'))
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  return url.href;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no metadata; the schema says so.
    return undefined;
  }
}

/** A URL without its query and login, which may be secret. */
function bare(url: string): string {
  if (!URL.canParse(url)) return 'that is no URL';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
