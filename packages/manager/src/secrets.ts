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

/** The members of a credential's JSON object that are secret; the rest, such as its scope, may stand in a log. */
const SECRET_MEMBERS: readonly string[] = ['clientSecret', 'refreshToken', 'password'];

/** Every text that must stand in no log: the secrets as they are sealed, and those inside of credentials that are JSON objects. */
export function secretValues(secrets: ServerSecrets): readonly string[] {
  return Object.values(secrets).flatMap((value) => [value, ...membersOf(value)]);
}

function membersOf(credential: string): readonly string[] {
  if (!credential.trimStart().startsWith('{')) return [];
  try {
    const members: unknown = JSON.parse(credential);
    return Object.entries(members ?? {}).flatMap(([name, member]) =>
      SECRET_MEMBERS.includes(name) && typeof member === 'string' ? [member] : [],
    );
  } catch {
    // Not JSON after all: a secret that begins with a brace.
    return [];
  }
}
