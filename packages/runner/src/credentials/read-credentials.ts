// Owns the values of `--credential`: which are sent as they are, and which are OAuth2 clients that get tokens.
import type { Fault } from '@mcpm/domain';
import type { OAuthClient } from './oauth-client.ts';

/** Credentials by security scheme name, sorted by what becomes of them. */
export interface CredentialSettings {
  /** Sent as they are: keys, tokens, `user:password`. */
  readonly values: Readonly<Record<string, string>>;
  /** These get a token first. */
  readonly clients: ReadonlyMap<string, OAuthClient>;
  /** What cannot be used; names the scheme, never the value. */
  readonly faults: readonly Fault[];
}

/** Reads every credential; a value that starts with `{` is JSON. */
export async function readCredentials(given: Readonly<Record<string, string>>): Promise<CredentialSettings> {
  const values: Record<string, string> = Object.create(null);
  const clients = new Map<string, OAuthClient>();
  const faults: Fault[] = [];
  for (const [scheme, text] of Object.entries(given)) {
    const read = await readOne(text.trim());
    if (typeof read === 'string') values[scheme] = read;
    else if ('clientId' in read) clients.set(scheme, read);
    else faults.push({ pointer: '--credential', message: `for "${scheme}" ${read.fault}` });
  }
  return { values, clients, faults };
}

async function readOne(text: string): Promise<string | OAuthClient | { readonly fault: string }> {
  if (!text.startsWith('{')) return sendable(text);
  const parsed = parseJson(text);
  if (parsed === undefined) return { fault: 'starts like JSON, but is none' };
  const { complaintOf, LoginSettings, OAuthClientSettings } = await import('./client-schemas.ts');
  if ('clientId' in parsed) {
    const client = OAuthClientSettings.safeParse(parsed);
    return client.success ? client.data : { fault: complaintOf(client.error) };
  }
  if ('username' in parsed) {
    const login = LoginSettings.safeParse(parsed);
    return login.success
      ? sendable(`${login.data.username}:${login.data.password}`)
      : { fault: complaintOf(login.error) };
  }
  return { fault: 'is an object without "clientId" (OAuth2, OpenID Connect) and without "username" (basic)' };
}

function sendable(text: string): string | { readonly fault: string } {
  if (text === '') return { fault: 'is empty' };
  // oxlint-disable-next-line no-control-regex -- Control characters are what is looked for: no header may hold one.
  return /[\u0000-\u001f\u007f]/.test(text) ? { fault: 'holds a line break or another control character' } : text;
}

function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // The text of the error would quote the secret.
    return undefined;
  }
}
