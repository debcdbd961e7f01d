// Owns what is wrong with values that the schema lets through, but that no connection could use. Pure, and cheap: the command line is read at every start.
import type { RunnerOptions } from '@mcpm/domain';

/** What is wrong with the value of an option; never quotes a secret. */
interface ValueFault {
  readonly name: keyof RunnerOptions;
  readonly message: string;
}

/** Every value that would fail only once something is connected. */
export async function valueFaults(options: RunnerOptions): Promise<readonly ValueFault[]> {
  const { auth, requireToken, headers, documentHeaders, baseUrl, allowPrivate } = options;
  return [
    ...tokenFaults('auth', auth),
    ...tokenFaults('requireToken', requireToken),
    ...headerFaults('headers', headers),
    ...headerFaults('documentHeaders', documentHeaders),
    ...loginFaults(baseUrl),
    ...(await openingFaults(allowPrivate)),
  ];
}

/** What a header may hold (RFC 9110 §5.5), and how it may be called (§5.1). */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const UNFIT = 'holds a line break or another character that no header may have';

function tokenFaults(name: 'auth' | 'requireToken', token: string | undefined): readonly ValueFault[] {
  return token === undefined || HEADER_VALUE.test(token) ? [] : [{ name, message: UNFIT }];
}

function headerFaults(
  name: 'headers' | 'documentHeaders',
  headers: Readonly<Record<string, string>>,
): readonly ValueFault[] {
  return Object.entries(headers).flatMap(([header, value]) => {
    // A name that is none may be a secret in the wrong place.
    if (!HEADER_NAME.test(header)) return [{ name, message: 'gives a header a name that no header may have' }];
    return HEADER_VALUE.test(value) ? [] : [{ name, message: `for ${JSON.stringify(header)} ${UNFIT}` }];
  });
}

function loginFaults(baseUrl: string | undefined): readonly ValueFault[] {
  if (baseUrl === undefined || !baseUrl.includes('@')) return [];
  const { username, password } = new URL(baseUrl);
  if (username === '' && password === '') return [];
  const message =
    'holds a login, which would not be sent; give it as the credential of the security scheme that wants it (MCPM_CREDENTIALS, SCHEME=user:password), or as the header Authorization (MCPM_HEADERS)';
  return [{ name: 'baseUrl', message }];
}

async function openingFaults(openings: readonly string[]): Promise<readonly ValueFault[]> {
  if (openings.length === 0) return [];
  const { complaintOfOpening } = await import('@mcpm/openapi');
  return openings.flatMap((entry) => {
    const message = complaintOfOpening(entry);
    return message === undefined ? [] : [{ name: 'allowPrivate' as const, message }];
  });
}
