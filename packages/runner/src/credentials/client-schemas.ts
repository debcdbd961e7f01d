// Owns what a credential that is JSON may say: an OAuth2 client, one that exchanges tokens, a login. Loaded where such a credential is given.
import * as z from 'zod';
import { mayCarrySecrets } from './may-carry-secrets.ts';

/** An OAuth2 client; `oauth-client.ts` says what each field means. */
export const OAuthClientSettings = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  refreshToken: z.string().min(1).optional(),
  scope: z.string().optional(),
  tokenUrl: z.string().refine(mayCarrySecrets, 'it has to be an https URL (http only on this machine)').optional(),
  audience: z.string().min(1).optional(),
  resource: z.string().min(1).optional(),
  authMethod: z.enum(['basic', 'post']).optional(),
});

/** A client of the authorization server that exchanges the tokens of callers: it has to say where. */
export const ExchangeSettings = OAuthClientSettings.omit({ refreshToken: true }).extend({
  tokenUrl: OAuthClientSettings.shape.tokenUrl.unwrap(),
});

/** A name and a password. */
export const LoginSettings = z.strictObject({
  username: z.string().regex(/^[^:]*$/, 'it may hold no colon'),
  password: z.string(),
});

/** Names fields and what is wrong with them; zod quotes names and allowed values only, never what was given. */
export function complaintOf(error: z.ZodError): string {
  const parts = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `"${path.join('.')}": ${message}`,
  );
  return `does not fit: ${parts.join('; ')}`;
}
