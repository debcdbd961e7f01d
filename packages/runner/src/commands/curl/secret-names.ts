// Owns which words stand for the secrets of a request: values that nothing else looks like, to be found again wherever a request carries them.
import type { RunnerOptions } from '@mcpm/domain';
import type { RequestContext, SecurityAlternatives } from '@mcpm/openapi';
import { readCredentials } from '../../credentials/read-credentials.ts';

/** A word in a request, and the variable that stands for it. */
export interface SecretName {
  /** Letters and digits only: no encoding but base64 changes it. */
  readonly word: string;
  /** Without `$`. */
  readonly variable: string;
  /** What the variable holds. */
  readonly meaning: string;
}

/** Credentials for a request that is shown instead of sent. */
export interface ShownCredentials {
  readonly context: RequestContext;
  readonly names: readonly SecretName[];
}

/** Headers whose values are shown: they say what is wanted, not who wants it. */
const OPEN_HEADER = /^(accept|accept-.*|content-.*|user-agent|x-request-id|prefer|if-.*|range|referer|origin)$/i;

/** The credentials of the options, each as a word; as they are where they shall be revealed. A token that would be fetched is a word in any case. */
export async function showCredentials(options: RunnerOptions, reveal: boolean): Promise<ShownCredentials> {
  const names: SecretName[] = [];
  const name = (variable: string, meaning: string): string => {
    const word = `mcpmSecret${names.length}Word`;
    names.push({ word, variable, meaning });
    return word;
  };
  const { values, clients } = await readCredentials(options.credentials);
  const credentials: Record<string, string> = Object.create(null);
  for (const [scheme, value] of Object.entries(values))
    credentials[scheme] = reveal ? value : name(`MCPM_CREDENTIAL_${upper(scheme)}`, `the credential of "${scheme}"`);
  for (const scheme of clients.keys())
    credentials[scheme] = name(`MCPM_TOKEN_${upper(scheme)}`, `an access token of "${scheme}"; a server fetches it`);
  const headers = Object.fromEntries(
    Object.entries(options.headers).map(([header, value]) => [
      header,
      reveal || OPEN_HEADER.test(header) ? value : name(`MCPM_HEADER_${upper(header)}`, `the header ${header}`),
    ]),
  );
  const { auth } = options;
  const authToken = auth === undefined || reveal ? auth : name('MCPM_AUTH_TOKEN', 'the bearer token');
  const context: RequestContext = {
    headers,
    credentials,
    clientCertificate: options.clientCert !== undefined,
    ...(authToken === undefined ? {} : { authToken }),
  };
  return { context, names };
}

/** What an operation asks for and nobody has given; `undefined` where nothing is missing. */
export function missingSchemes(
  security: SecurityAlternatives | undefined,
  chosen: readonly unknown[],
): string | undefined {
  const asked = (security ?? []).filter((schemes) => schemes.length > 0);
  if (chosen.length > 0 || asked.length === 0 || asked.length < (security ?? []).length) return undefined;
  return asked.map((schemes) => schemes.map(({ scheme }) => `"${scheme}"`).join(' and ')).join(', or ');
}

function upper(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}
