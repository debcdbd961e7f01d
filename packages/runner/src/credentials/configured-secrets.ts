// Owns which values of the options are secrets.
import type { RunnerOptions } from '@mcpm/domain';
import { clientLogin } from './oauth-client.ts';
import type { CredentialSettings } from './read-credentials.ts';

/** Headers whose values are secrets; `Accept` is not one. */
const SECRET_HEADER = /auth|cookie|key|token|secret|password|session|credential|signature/i;

/** Every secret value, in each form in which it travels alone. */
export function configuredSecrets(
  options: Pick<RunnerOptions, 'auth' | 'headers' | 'requireToken'>,
  credentials: CredentialSettings,
): readonly string[] {
  const tokens = [options.auth, options.requireToken].filter((value) => value !== undefined);
  const secrets = [...tokens, ...tokens.map(withoutScheme)];
  for (const [name, value] of Object.entries(options.headers)) {
    // Behind the name of a scheme stands the secret itself.
    if (SECRET_HEADER.test(name)) secrets.push(value, ...value.split(/\s+/).slice(1));
  }
  for (const value of Object.values(credentials.values)) {
    const colon = value.indexOf(':');
    // A password is a secret, and so is what becomes of a user without one, and a token whose scheme stands in front of it.
    secrets.push(value, withoutScheme(value), ...(colon === -1 ? [`${value}:`] : [value.slice(colon + 1)]));
  }
  for (const { clientId, clientSecret, refreshToken } of credentials.clients.values()) {
    if (clientSecret !== undefined) secrets.push(clientSecret, clientLogin(clientId, clientSecret));
    if (refreshToken !== undefined) secrets.push(refreshToken);
  }
  return secrets;
}

function withoutScheme(token: string): string {
  return token.replace(/^bearer\s+/i, '');
}
