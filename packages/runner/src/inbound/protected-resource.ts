// Owns what OAuth clients are told of this server: its names, its metadata (RFC 9728) and the challenge that leads there.
import type { RunnerOptions } from '@mcpm/domain';
import type { Refusal } from '../http/refuse.ts';

/** The options that name the server. */
export type ResourceOptions = Pick<
  RunnerOptions,
  'transport' | 'host' | 'endpoint' | 'publicUrl' | 'allowedHosts' | 'oauthAudience' | 'oauthIssuer' | 'oauthScopes'
>;

/** Why a token is not enough, as RFC 6750 §3.1 has it. */
export interface TokenFault {
  readonly error: 'invalid_token' | 'insufficient_scope';
  /** Printable ASCII without quotes or backslashes; no part of the token. */
  readonly description: string;
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** One server as a resource that authorization servers give tokens for. */
export class ProtectedResource {
  /** Audiences of which a token must name one. */
  readonly audiences: readonly string[];
  readonly #options: ResourceOptions;
  readonly #urls: readonly string[];
  readonly #path: string;

  /** @param port the listener has it. */
  constructor(options: ResourceOptions, port: number) {
    const { publicUrl, oauthAudience, transport, endpoint } = options;
    this.#options = options;
    // HTTP+SSE has several paths; clients accept a resource that their URL is a part of.
    const path = transport === 'sse' ? '' : endpoint;
    this.#urls = publicUrl === undefined ? names(options, port).map((host) => `http://${host}${path}`) : [publicUrl];
    this.#path = publicUrl === undefined ? path : pathOf(publicUrl);
    const own = oauthAudience === undefined ? this.#urls : [oauthAudience];
    // A slash at the end makes no other server.
    this.audiences = own.flatMap((name) =>
      URL.canParse(name) ? [name.replace(/\/$/, ''), `${name.replace(/\/$/, '')}/`] : [name],
    );
  }

  /** The canonical URI by which a client that asked for this `Host` knows the server. */
  urlFor(host: string): string {
    return this.#urls.find((url) => new URL(url).host === host.toLowerCase()) ?? this.#urls[0] ?? '';
  }

  /** The metadata, if it stands at this path: at the root, or with the path of the endpoint behind it. */
  metadataAt(path: string, host: string): object | undefined {
    if (!path.startsWith(WELL_KNOWN)) return undefined;
    const rest = path.slice(WELL_KNOWN.length).replace(/\/$/, '');
    if (rest !== '' && rest !== this.#path && rest !== this.#options.endpoint) return undefined;
    const { oauthIssuer, oauthScopes } = this.#options;
    return {
      resource: this.urlFor(host),
      authorization_servers: [oauthIssuer],
      ...(oauthScopes.length === 0 ? {} : { scopes_supported: oauthScopes }),
      bearer_methods_supported: ['header'],
    };
  }

  /** 401 for no token or a wrong one, 403 for one that may too little. */
  refusal(host: string, fault?: TokenFault): Refusal {
    const { oauthScopes } = this.#options;
    const parameters = [
      ...(fault === undefined ? [] : [`error="${fault.error}"`, `error_description="${fault.description}"`]),
      ...(oauthScopes.length === 0 ? [] : [`scope="${oauthScopes.join(' ')}"`]),
      `resource_metadata="${this.#metadataUrl(host)}"`,
    ];
    return {
      status: fault?.error === 'insufficient_scope' ? 403 : 401,
      message: fault?.description ?? 'Show an access token for this server as Authorization: Bearer',
      headers: { 'www-authenticate': `Bearer ${parameters.join(', ')}` },
    };
  }

  /** The well-known part goes between host and path (RFC 9728 §3.1). */
  #metadataUrl(host: string): string {
    return `${new URL(this.urlFor(host)).origin}${WELL_KNOWN}${this.#path}`;
  }
}

/** Host and port by which the listener itself may be called. */
function names({ host, allowedHosts }: ResourceOptions, port: number): readonly string[] {
  const everywhere = host === '0.0.0.0' || host === '::';
  const own = host.includes(':') ? `[${host}]` : host;
  const local = everywhere || LOOPBACK.includes(own) ? LOOPBACK : [];
  const all = [...(everywhere ? [] : [own]), ...allowedHosts, ...local].flatMap((name) => withPort(name, port));
  return [...new Set(all)];
}

/** As URLs have it: in lower case, without the port that goes without saying. Nothing for what is no name. */
function withPort(name: string, port: number): readonly string[] {
  const bracketed =
    name.includes(':') && !name.startsWith('[') && URL.canParse(`http://[${name}]`) ? `[${name}]` : name;
  const url = `http://${bracketed}`;
  if (!URL.canParse(url)) return [];
  const { host, port: own } = new URL(url);
  return [own === '' && !bracketed.endsWith(':80') ? new URL(`http://${host}:${port}`).host : host];
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '');
}
