// Owns which values of the options are secrets.
import type { RunnerOptions } from '@mcpm/domain';
import { headerSecrets } from './caller-secrets.ts';
import { clientLogin } from './oauth-client.ts';
import type { CredentialSettings } from './read-credentials.ts';
import type { ExchangeClient } from './read-exchange.ts';

/** Every secret value that calls are made with, in each form in which it travels alone. */
export function configuredSecrets(
  options: Pick<RunnerOptions, 'auth' | 'headers' | 'requireToken'>,
  credentials: CredentialSettings,
  exchanging?: ExchangeClient,
): readonly string[] {
  const tokens = [options.auth, options.requireToken].filter((value) => value !== undefined);
  const secrets = [...tokens, ...tokens.map(withoutScheme), ...headerSecrets(options.headers)];
  for (const value of Object.values(credentials.values)) {
    const colon = value.indexOf(':');
    // A password is a secret, and so is what becomes of a user without one, and a token whose scheme stands in front of it.
    secrets.push(value, withoutScheme(value), ...(colon === -1 ? [`${value}:`] : [value.slice(colon + 1)]));
  }
  const clients = [
    ...credentials.clients.values(),
    ...(exchanging === undefined ? [] : [{ ...exchanging, refreshToken: undefined }]),
  ];
  for (const { clientId, clientSecret, refreshToken } of clients) {
    if (clientSecret !== undefined) secrets.push(clientSecret, clientLogin(clientId, clientSecret));
    if (refreshToken !== undefined) secrets.push(refreshToken);
  }
  return secrets;
}

function withoutScheme(token: string): string {
  return token.replace(/^bearer\s+/i, '');
}
