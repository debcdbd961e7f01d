// Owns finding a secret again that basic authentication has encoded.
import type { SecretName } from './secret-names.ts';

/** The user and password behind a Basic header that carries the word of a secret; `undefined` for any other header. */
export function basicPair(header: string, names: readonly SecretName[]): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  // The word has no colon, so it was taken for a user without a password; the variable holds both.
  const secret = names.find(({ word }) => pair === `${word}:`);
  return secret ? secret.word : undefined;
}
