// Owns what an OAuth2 client is told about itself.
import type { SecurityScheme, TokenScheme } from '@mcpm/openapi';
import * as z from 'zod';

/** Whether secrets may travel to a URL: by https, or without leaving this machine. */
export function mayCarrySecrets(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));
}

/** A credential for an `oauth2` or `openIdConnect` scheme, as it stands in `MCPM_CREDENTIALS`. */
export const OAuthClient = z.strictObject({
  clientId: z.string().min(1),
  /** Absent for a public client, and for one that the authority knows by its certificate. */
  clientSecret: z.string().min(1).optional(),
  /** With it tokens come from the refresh token grant (RFC 6749 §6), without it from the client credentials grant (§4.4). */
  refreshToken: z.string().min(1).optional(),
  /** Default: what the operation needs; with a refresh token: what that was given for. Empty: none. */
  scope: z.string().optional(),
  /** Default: what the document says, or the metadata it points to. */
  tokenUrl: z.string().refine(mayCarrySecrets, 'it has to be an https URL (http only on this machine)').optional(),
  /** Sent as it is, for authorities that want it. */
  audience: z.string().min(1).optional(),
  /** RFC 8707. */
  resource: z.string().min(1).optional(),
  /** How the client shows its secret; default what the metadata of the authority prefers, else `basic`. */
  authMethod: z.enum(['basic', 'post']).optional(),
});
export type OAuthClient = z.infer<typeof OAuthClient>;

/** Whether tokens of this client are what the scheme wants. A bearer scheme does not say where tokens come from, so the client has to. */
export function takesTokens(scheme: SecurityScheme, client: OAuthClient | undefined): scheme is TokenScheme {
  if (client === undefined) return false;
  return (
    scheme.type === 'oauth2' ||
    scheme.type === 'openIdConnect' ||
    (scheme.type === 'bearer' && client.tokenUrl !== undefined)
  );
}

/** Id and secret of a client as they stand in a Basic header before base64 (RFC 6749 §2.3.1): form-encoded, with a colon between. */
export function clientLogin(clientId: string, clientSecret: string): string {
  return `${formEncode(clientId)}:${formEncode(clientSecret)}`;
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
