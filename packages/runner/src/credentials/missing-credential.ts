// Owns what is said when an API wants to know who is asking and nothing could be sent: which credentials would do.
import type { HttpRequest, HttpResponse, SecurityAlternatives, SecurityScheme } from '@mcpm/openapi';
import type { TlsSettings } from '../upstream/http-connections.ts';
import { UpstreamFailure } from '../upstream/upstream-failure.ts';

/** The note for an answer to a request that none of the alternatives could be satisfied for; nothing where headers of the configuration stand for them. */
export function missingCredential(
  security: SecurityAlternatives,
  { request, response }: { readonly request: HttpRequest; readonly response: HttpResponse },
): string | undefined {
  if (response.status !== 401 && response.status !== 403) return undefined;
  const carriesSome = Object.keys(request.headers).some((name) => /^(authorization|cookie)$/i.test(name));
  const asked = security.filter((schemes) => schemes.length > 0);
  if (carriesSome || asked.length === 0) return undefined;
  const ways = asked.map((schemes) => schemes.map(describe).join(' and '));
  return `No credential was sent, because none is configured that is enough for this operation. It asks for ${ways.join(', or ')}. Whoever runs this server can set it (MCPM_CREDENTIALS).`;
}

/** The failure of an upstream that asks for a client certificate and got none: such servers just cut the connection. `undefined` for anything else. */
export function missingCertificate(
  security: SecurityAlternatives,
  tls: TlsSettings,
  error: unknown,
): UpstreamFailure | undefined {
  const asked = security.flat().some(({ type }) => type === 'mutualTLS');
  if (!(error instanceof UpstreamFailure) || !asked || tls.cert !== undefined) return undefined;
  const message = `${error.message} This operation asks for a client certificate, and none is configured (MCPM_CLIENT_CERT).`;
  return new UpstreamFailure(message, { cause: error });
}

function describe(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'apiKey':
      return `"${scheme.scheme}" (a key in the ${scheme.in} "${scheme.name}")`;
    case 'http':
      return `"${scheme.scheme}" (HTTP ${scheme.httpScheme})`;
    case 'bearer':
      return `"${scheme.scheme}" (a bearer token)`;
    case 'oauth2':
    case 'openIdConnect':
      return `"${scheme.scheme}" (an OAuth2 client or a token)`;
    case 'mutualTLS':
      return `"${scheme.scheme}" (a client certificate, MCPM_CLIENT_CERT)`;
  }
}
