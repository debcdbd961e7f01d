// Owns what an authorization server says of itself: its metadata (RFC 8414, OpenID Connect Discovery) and its keys (RFC 7517).
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { mayCarrySecrets } from '../credentials/may-carry-secrets.ts';
import type { AuthorityConnection } from '../credentials/authority-connection.ts';

/** An authorization server, as far as checking its tokens goes. */
export interface Issuer {
  /** The issuer exactly as its tokens have it. */
  readonly name: string;
  /** Finds the key of a token. */
  readonly keys: JWTVerifyGetKey;
  /** Where opaque tokens are asked about (RFC 7662). */
  readonly introspectionUrl?: string;
}

/** How authorities are asked. */
export type AskAuthority = AuthorityConnection['fetch'];

const Metadata = z.object({
  issuer: z.string(),
  jwks_uri: z.string().refine(mayCarrySecrets, 'it has to be an https URL (http only on this machine)'),
  introspection_endpoint: z.string().refine(mayCarrySecrets, 'it has to be an https URL').optional(),
});
type Metadata = z.infer<typeof Metadata>;

const Keys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

/** Fetches metadata and keys. Rejects with an error whose message says what is wrong, for whoever runs this server. */
export async function findIssuer(issuer: string, ask: AskAuthority): Promise<Issuer> {
  const metadata = await findMetadata(issuer, ask);
  const keys = await findKeys(metadata.jwks_uri, ask);
  return {
    name: metadata.issuer,
    keys,
    ...(metadata.introspection_endpoint === undefined ? {} : { introspectionUrl: metadata.introspection_endpoint }),
  };
}

/** The well-known addresses of an issuer, in the order in which MCP has them tried. */
export function metadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const names = ['oauth-authorization-server', 'openid-configuration'].map((name) => `/.well-known/${name}${path}`);
  return [...new Set([...names, `${path}/.well-known/openid-configuration`])].map((place) => `${origin}${place}`);
}

async function findMetadata(issuer: string, ask: AskAuthority): Promise<Metadata> {
  const faults: string[] = [];
  for (const url of metadataUrls(issuer)) {
    try {
      const metadata = Metadata.parse(await askJson(url, ask));
      // RFC 8414 §3.3: whoever names another issuer must not be believed.
      if (withoutSlash(metadata.issuer) === withoutSlash(issuer)) return metadata;
      faults.push(`${url} is about another issuer, ${metadata.issuer}`);
    } catch (error) {
      faults.push(describe(url, error));
    }
  }
  throw new Error(faults.join('; '));
}

async function findKeys(url: string, ask: AskAuthority): Promise<JWTVerifyGetKey> {
  try {
    return createLocalJWKSet(Keys.parse(await askJson(url, ask)));
  } catch (error) {
    throw new Error(describe(url, error), { cause: error });
  }
}

async function askJson(url: string, ask: AskAuthority): Promise<unknown> {
  const response = await ask(url, { method: 'GET', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return response.json();
}

function describe(url: string, error: unknown): string {
  if (error instanceof z.ZodError) return `${url}: ${z.prettifyError(error).replaceAll(/\s+/g, ' ')}`;
  return `${url}: ${error instanceof Error ? error.message : String(error)}`;
}

/** Some names end with a slash that people leave out. */
function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, '');
}
