// Owns telling a person which of the configured credentials a document has no use for.
import type { CompiledDocument, SecurityScheme } from '@mcpm/openapi';
import type { Logger } from '../log/logger.ts';
import { takesTokens, type OAuthClient } from './oauth-client.ts';
import type { CredentialSettings } from './read-credentials.ts';

/** Warns of each credential that no operation asks for, or that is of the wrong kind. Looks at no more plans than it has to. */
export function tellCredentials(
  log: Logger,
  { values, clients }: CredentialSettings,
  document: Pick<CompiledDocument, 'names' | 'find'>,
): void {
  const names = [...Object.keys(values), ...clients.keys()];
  const schemes = schemesOf(document, names);
  const known = [...schemes.keys()].map((name) => `"${name}"`).join(', ') || 'none';
  for (const name of names) {
    const scheme = schemes.get(name);
    const complaint =
      scheme === undefined
        ? `is for no security scheme that an operation asks for; those are: ${known}`
        : whyUseless(scheme, clients.get(name));
    if (complaint !== undefined) log.warn(`The credential "${name}" ${complaint}`);
  }
}

function whyUseless(scheme: SecurityScheme, client: OAuthClient | undefined): string | undefined {
  const { type } = scheme;
  if (client === undefined || takesTokens(scheme, client)) return undefined;
  return type === 'bearer'
    ? 'is an OAuth2 client, but the document does not say where its tokens come from; add "tokenUrl"'
    : `is an OAuth2 client, which is of no use for a scheme of type ${type}`;
}

/** The schemes that operations ask for, by name: all of them, or as many as it takes to find those that are wanted. */
function schemesOf(
  document: Pick<CompiledDocument, 'names' | 'find'>,
  wanted: readonly string[],
): ReadonlyMap<string, SecurityScheme> {
  const missing = new Set(wanted);
  const schemes = new Map<string, SecurityScheme>();
  for (const name of document.names) {
    if (missing.size === 0) break;
    for (const scheme of document.find(name)?.request.security?.flat() ?? []) {
      schemes.set(scheme.scheme, scheme);
      missing.delete(scheme.scheme);
    }
  }
  return schemes;
}
