// Chooses credentials: alternatives are OR, the schemes of one alternative are AND (OpenAPI 3.1 §4.8.30).
import { ArgumentError } from '../argument-error.ts';
import type { SecurityAlternatives, SecurityScheme } from '../ir/operation.ts';
import type { RequestContext } from './request-context.ts';

/** What a credential adds to a request; values are not encoded yet. */
export interface Credential {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  readonly value: string;
}

/**
 * The credentials of the alternative that {@link chooseSecurity} chooses. A document that says nothing of security at all gets the token as a bearer token.
 * Throws `ArgumentError` if the only alternatives that are satisfied contradict themselves: two values for one header, query parameter or cookie.
 */
export function authorize(security: SecurityAlternatives | undefined, context: RequestContext): readonly Credential[] {
  if (security === undefined) return context.authToken === undefined ? [] : [bearer(context.authToken)];
  return choose(security, context)?.credentials ?? [];
}

/**
 * The schemes of the first alternative that the context satisfies completely, `{}` (no credential needed) coming last; nothing if there is none. Of the values of
 * credentials only equality counts, so a caller may ask before it has a token.
 */
export function chooseSecurity(security: SecurityAlternatives, context: RequestContext): readonly SecurityScheme[] {
  return choose(security, context)?.schemes ?? [];
}

interface Choice {
  readonly schemes: readonly SecurityScheme[];
  readonly credentials: readonly Credential[];
}

function choose(security: SecurityAlternatives, context: RequestContext): Choice | undefined {
  let contradiction: string | undefined;
  for (const schemes of security) {
    if (schemes.length === 0) continue;
    const satisfied = schemes.map((scheme) => satisfy(scheme, context));
    if (!satisfied.every((credentials) => credentials !== undefined)) continue;
    const credentials = distinct(satisfied.flat());
    const twice = credentials.find((one) => credentials.some((other) => other !== one && samePlace(one, other)));
    if (twice === undefined) return { schemes, credentials };
    contradiction ??= `The credentials of ${schemes.map(({ scheme }) => `"${scheme}"`).join(' and ')} both want the ${twice.in} "${twice.name}", which has room for one`;
  }
  const optional = security.some((schemes) => schemes.length === 0);
  if (contradiction === undefined || optional) return undefined;
  throw new ArgumentError(`${contradiction}; whoever runs this server has to leave one of them out.`);
}

function distinct(credentials: readonly Credential[]): readonly Credential[] {
  return credentials.filter(
    (one, index) => !credentials.slice(0, index).some((other) => other.value === one.value && samePlace(one, other)),
  );
}

function samePlace(one: Credential, other: Credential): boolean {
  const same = one.in === 'header' ? one.name.toLowerCase() === other.name.toLowerCase() : one.name === other.name;
  return one.in === other.in && same;
}

function satisfy(scheme: SecurityScheme, context: RequestContext): readonly Credential[] | undefined {
  if (scheme.type === 'mutualTLS') return context.clientCertificate === true ? [] : undefined;
  const { credentials = {}, authToken } = context;
  const own = Object.hasOwn(credentials, scheme.scheme) ? credentials[scheme.scheme] : undefined;
  switch (scheme.type) {
    case 'bearer':
    case 'oauth2':
    case 'openIdConnect': {
      const token = own ?? authToken;
      return token === undefined ? undefined : [bearer(token)];
    }
    case 'http':
      if (own === undefined) return undefined;
      return [authorization(scheme.httpScheme.toLowerCase() === 'basic' ? basic(own) : `${scheme.httpScheme} ${own}`)];
    case 'apiKey':
      if (own !== undefined) return [{ in: scheme.in, name: scheme.name, value: own }];
      // Documents that cannot say "bearer" (Swagger 2.0) describe it as a key in this header.
      return authToken !== undefined && scheme.in === 'header' && scheme.name.toLowerCase() === 'authorization'
        ? [bearer(authToken)]
        : undefined;
  }
}

/** RFC 7617 §2; a value without a colon is a user without a password, as keys are sent to many APIs. */
function basic(pair: string): string {
  return `Basic ${Buffer.from(pair.includes(':') ? pair : `${pair}:`).toString('base64')}`;
}

/** RFC 6750 §2.1; a token that was given with the scheme in front is not sent with two. */
function bearer(token: string): Credential {
  return authorization(`Bearer ${token.replace(/^bearer\s+/i, '')}`);
}

function authorization(value: string): Credential {
  return { in: 'header', name: 'authorization', value };
}
