// Owns what an OAuth2 client is told about itself.
import type { SecurityScheme, TokenScheme } from '@mcpm/openapi';

/** A credential for an `oauth2` or `openIdConnect` scheme, as it stands in `MCPM_CREDENTIALS`. */
export interface OAuthClient {
  readonly clientId: string;
  /** Absent for a public client, and for one that the authority knows by its certificate. */
  readonly clientSecret?: string | undefined;
  /** With it tokens come from the refresh token grant (RFC 6749 §6), without it from the client credentials grant (§4.4). */
  readonly refreshToken?: string | undefined;
  /** Default: what the operation needs; with a refresh token: what that was given for. Empty: none. */
  readonly scope?: string | undefined;
  /** Default: what the document says, or the metadata it points to. */
  readonly tokenUrl?: string | undefined;
  /** Sent as it is, for authorities that want it. */
  readonly audience?: string | undefined;
  /** RFC 8707. */
  readonly resource?: string | undefined;
  /** How the client shows its secret; default what the metadata of the authority prefers, else `basic`. */
  readonly authMethod?: 'basic' | 'post' | undefined;
}

/** Whether tokens of this client are what the scheme wants. A bearer scheme does not say where tokens come from, so the client has to. */
export function takesTokens(scheme: SecurityScheme, client: OAuthClient | undefined): scheme is TokenScheme {
  if (client === undefined) return false;
  return (
    scheme.type === 'oauth2' ||
    scheme.type === 'openIdConnect' ||
    (scheme.type === 'bearer' && client.tokenUrl !== undefined)
  );
}

/** Whether any bearer token would do; documents that cannot say "bearer" (Swagger 2.0) describe it as a key in that header. */
export function takesBearer(scheme: SecurityScheme): boolean {
  if (scheme.type === 'apiKey') return scheme.in === 'header' && scheme.name.toLowerCase() === 'authorization';
  return scheme.type === 'bearer' || scheme.type === 'oauth2' || scheme.type === 'openIdConnect';
}

/** Id and secret of a client as they stand in a Basic header before base64 (RFC 6749 §2.3.1): form-encoded, with a colon between. */
export function clientLogin(clientId: string, clientSecret: string): string {
  return `${formEncode(clientId)}:${formEncode(clientSecret)}`;
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
