// Owns the logins that addresses of a definition may carry: hidden where it is shown, found again when what was shown comes back. Pure.
import { McpmError, type Fault, type ServerDefinition, type UpdateServer } from '@mcpm/domain';

/** What stands for a password, or for a name without one, which is a token. */
const HIDDEN = '***';

/** The definition as everybody may see it: the password of an address is `***`, as other secrets are names only. */
export function withoutPasswords(definition: ServerDefinition): ServerDefinition {
  const { openapiUrl, baseUrl, runner } = definition;
  const overlays = runner?.overlays;
  return {
    ...definition,
    openapiUrl: hide(openapiUrl),
    ...(baseUrl === undefined ? {} : { baseUrl: hide(baseUrl) }),
    ...(overlays === undefined ? {} : { runner: { ...runner, overlays: overlays.map(hide) } }),
  };
}

/**
 * The request with the passwords of the definition in place of `***`, at the addresses of the same user and host. Throws `validation_failed` that points to each address
 * whose password nobody knows; without a definition that is every one.
 */
export function withPasswords<T extends Pick<UpdateServer, 'openapiUrl' | 'baseUrl' | 'runner'>>(
  request: T,
  definition?: ServerDefinition,
): T {
  const faults: Fault[] = [];
  const why = definition === undefined ? 'which is not known here' : 'and it is known for another address only';
  const find = (address: string, known: readonly (string | undefined)[], pointer: string): string => {
    const found = reveal(address, known);
    if (found === undefined) faults.push({ pointer, message: `hides its password (***), ${why}: write it out` });
    return found ?? address;
  };
  const { openapiUrl, baseUrl, runner } = request;
  const overlays = runner?.overlays;
  const knownOverlays = definition?.runner?.overlays ?? [];
  const whole = {
    ...request,
    ...(typeof openapiUrl === 'string'
      ? { openapiUrl: find(openapiUrl, [definition?.openapiUrl], '/openapiUrl') }
      : {}),
    ...(typeof baseUrl === 'string' ? { baseUrl: find(baseUrl, [definition?.baseUrl], '/baseUrl') } : {}),
    ...(overlays === undefined
      ? {}
      : {
          runner: {
            ...runner,
            overlays: overlays.map((overlay, place) => find(overlay, knownOverlays, `/runner/overlays/${place}`)),
          },
        }),
  };
  if (faults.length === 0) return whole;
  const detail = faults.map(({ pointer, message }) => `${pointer} ${message}`).join('\n');
  throw new McpmError('validation_failed', detail, { faults });
}

/** Whether a value (a text, or a list or record of them) holds an address with a login: what stands there may be a password, or a token in the place of a name. */
export function holdsLogin(value: unknown): boolean {
  if (typeof value === 'string') return /(?:https?:|\/\/)[/\\]*[^/\\?#\s]*@/i.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsLogin);
}

/** Scheme, login, host and port of a web address, in whatever way its slashes are written: URL parsers take backslashes, and none, for two (URL Standard, "authority state"). */
const AUTHORITY = /^\s*https?:[/\\]*[^/\\?#]*/i;
const LOGIN = /^(\s*https?:[/\\]*)([^/\\?#]*)@/i;

function hide(address: string): string {
  return address.replace(LOGIN, (_whole, scheme: string, login: string) => {
    const colon = login.indexOf(':');
    return `${scheme}${colon === -1 ? '' : login.slice(0, colon + 1)}${HIDDEN}@`;
  });
}

function reveal(address: string, known: readonly (string | undefined)[]): string | undefined {
  const authority = AUTHORITY.exec(address)?.[0] ?? '';
  const login = LOGIN.exec(address)?.[2];
  if (login !== HIDDEN && login?.endsWith(`:${HIDDEN}`) !== true) return address;
  const whole = known.map((other = '') => AUTHORITY.exec(other)?.[0] ?? '').find((other) => hide(other) === authority);
  return whole === undefined ? undefined : `${whole}${address.slice(authority.length)}`;
}
