// Chooses credentials: alternatives are OR, the schemes of one alternative are AND (OpenAPI 3.1 §4.8.30).
import type { SecurityAlternatives, SecurityScheme } from '../ir/operation.ts';
import type { RequestContext } from './request-context.ts';

/** What a credential adds to a request; values are not encoded yet. */
export interface Credential {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  readonly value: string;
}

/**
 * The credentials of the first alternative that the context satisfies completely; nothing if there is none, or if no credential is asked for. A document that says
 * nothing of security at all gets the token as a bearer token.
 */
export function authorize(security: SecurityAlternatives | undefined, context: RequestContext): readonly Credential[] {
  if (security === undefined) return context.authToken === undefined ? [] : [bearer(context.authToken)];
  for (const alternative of security) {
    if (alternative.length === 0) continue;
    const credentials = alternative.map((scheme) => satisfy(scheme, context));
    if (credentials.every((credential) => credential !== undefined)) return credentials.flat();
  }
  return [];
}

function satisfy(scheme: SecurityScheme, context: RequestContext): readonly Credential[] | undefined {
  if (scheme.type === 'mutualTLS') return [];
  const own =
    context.credentials && Object.hasOwn(context.credentials, scheme.scheme)
      ? context.credentials[scheme.scheme]
      : undefined;
  switch (scheme.type) {
    case 'bearer': {
      const token = own ?? context.authToken;
      return token === undefined ? undefined : [bearer(token)];
    }
    case 'http':
      if (own === undefined) return undefined;
      return [
        {
          in: 'header',
          name: 'authorization',
          value:
            scheme.httpScheme.toLowerCase() === 'basic'
              ? `Basic ${Buffer.from(own).toString('base64')}`
              : `${scheme.httpScheme} ${own}`,
        },
      ];
    case 'apiKey':
      if (own !== undefined) return [{ in: scheme.in, name: scheme.name, value: own }];
      // Documents that cannot say "bearer" (Swagger 2.0) describe it as a key in this header.
      return context.authToken !== undefined && scheme.in === 'header' && scheme.name.toLowerCase() === 'authorization'
        ? [bearer(context.authToken)]
        : undefined;
  }
}

function bearer(token: string): Credential {
  return { in: 'header', name: 'authorization', value: `Bearer ${token}` };
}
