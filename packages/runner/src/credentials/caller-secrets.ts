// Owns which values that one call carries are secrets of its caller.
import type { HttpRequest } from '@mcpm/openapi';
import type { Caller } from '../call/caller.ts';

/** Headers whose values are secrets; `Accept` is not one. */
const SECRET_HEADER = /auth|cookie|key|token|secret|password|session|credential|signature/i;

/** Every secret of some headers. */
export function headerSecrets(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    // Behind the name of a scheme stands the secret itself.
    SECRET_HEADER.test(name) ? [value, ...value.split(/\s+/).slice(1)] : [],
  );
}

/** Every secret of the caller, in each form in which it travels alone. */
export function callerSecrets({ headers, token }: Caller): readonly string[] {
  const values = headerSecrets(headers);
  return token === undefined ? values : [...values, token];
}

/** The bearer token that a request was sent with. */
export function sentToken({ headers }: Pick<HttpRequest, 'headers'>): readonly string[] {
  const token = /^Bearer +(\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  return token === undefined ? [] : [token];
}
