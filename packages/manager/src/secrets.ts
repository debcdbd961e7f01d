// Owns how the secret fields of a definition are named when they are sealed, and read back.
import type { ServerSecrets } from '@mcpm/domain';

const HEADER = 'header:';
const CREDENTIAL = 'credential:';

/** The secret fields as a request carries them; `null` clears, absent leaves as it is. */
export interface SecretFields {
  readonly authToken?: string | null | undefined;
  readonly headers?: Readonly<Record<string, string>> | null | undefined;
  readonly credentials?: Readonly<Record<string, string>> | null | undefined;
}

function prefixed(prefix: string, values: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]);
}

/** The secrets after a change: each given field replaces all of its kind. */
export function mergeSecrets(current: ServerSecrets, fields: SecretFields): ServerSecrets {
  const kept = Object.entries(current).filter(([name]) => {
    if (name.startsWith(HEADER)) return fields.headers === undefined;
    if (name.startsWith(CREDENTIAL)) return fields.credentials === undefined;
    return fields.authToken === undefined;
  });
  return Object.fromEntries([
    ...kept,
    ...(fields.authToken ? [['authToken', fields.authToken] as const] : []),
    ...prefixed(HEADER, fields.headers ?? {}),
    ...prefixed(CREDENTIAL, fields.credentials ?? {}),
  ]);
}

/** The secrets of one kind, by their own names. */
function ofKind(secrets: ServerSecrets, prefix: string): Record<string, string> {
  const entries = Object.entries(secrets).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** Sealed secrets as the runner's options name them. */
export function secretOptions(secrets: ServerSecrets): {
  readonly auth: string | undefined;
  readonly headers: Record<string, string>;
  readonly credentials: Record<string, string>;
} {
  return { auth: secrets['authToken'], headers: ofKind(secrets, HEADER), credentials: ofKind(secrets, CREDENTIAL) };
}
