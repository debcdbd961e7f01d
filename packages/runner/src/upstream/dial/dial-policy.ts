// Owns which hosts the operator wrote himself, and whether the document stands on this machine.
import { AddressClasses, parseSource, type DialPolicy } from '@mcpm/openapi';
import type { DialSettings } from './dial-settings.ts';

const OPENER = 'whoever starts the manager may open: by the variable MCPM_ALLOW_PRIVATE, with';

/** The policy of the options; under a manager that says where documents may be, the host of the document leads there only. */
export function dialPolicy({ options, documentPlaces }: Pick<DialSettings, 'options' | 'documentPlaces'>): DialPolicy {
  const { overlays, baseUrl, server, serverVariables, traces, oauthIssuer, tokenExchange, allowPrivate } = options;
  const source = parseSource(options.openapi);
  const url = options.openapi !== '-' && 'url' in source ? source.url : undefined;
  const secrets = [...Object.values(options.credentials), ...(tokenExchange === undefined ? [] : [tokenExchange])];
  const isEntrusted = documentPlaces !== undefined && url !== undefined && URL.canParse(url);
  const written = [
    isEntrusted ? undefined : url,
    ...overlays,
    baseUrl,
    server,
    traces,
    oauthIssuer,
    ...secrets.map(tokenUrlIn),
  ];
  const values = Object.values(serverVariables);
  return {
    named: [...written, ...values].flatMap((text) =>
      text !== undefined && /^\s*https?:\/\//i.test(text) ? [text] : [],
    ),
    // The value of a server variable may be the whole host.
    namedHosts: values.flatMap((value) => hostIn(value)),
    opened: allowPrivate,
    entrusted: isEntrusted ? { url, opened: [...documentPlaces, ...allowPrivate], opener: OPENER } : undefined,
    localDocument: url === undefined || (URL.canParse(url) && isLoopback(new URL(url))),
  };
}

function isLoopback(url: URL): boolean {
  return new AddressClasses().classOfName(url.hostname) === 'loopback';
}

/** The token URL of an OAuth2 client, as it stands in the JSON of a credential. */
function tokenUrlIn(credential: string): string | undefined {
  if (!credential.trimStart().startsWith('{')) return undefined;
  try {
    const client: unknown = JSON.parse(credential);
    const url = typeof client === 'object' && client !== null && 'tokenUrl' in client ? client.tokenUrl : undefined;
    return typeof url === 'string' ? url : undefined;
  } catch {
    // Whoever reads credentials complains about it.
    return undefined;
  }
}

function hostIn(value: string): readonly string[] {
  const text = value.trim();
  if (!/^[^\s/?#@]+$/.test(text) || !URL.canParse(`http://${text}`)) return [];
  return [new URL(`http://${text}`).hostname];
}
