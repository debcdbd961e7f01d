// Owns the proxies that the usual variables name.
import type { Fault } from '@mcpm/domain';
import type { Environment } from '../../runtime/environment.ts';
import { loginSecrets } from './login-secrets.ts';

/** Proxies, as undici takes them. */
export interface Proxies {
  /** Of `http` URLs; of `https` URLs too where there is no other. Empty: none. */
  readonly http: string;
  /** Of `https` URLs. Empty: none. */
  readonly https: string;
  /** Hosts that are reached without one: names with the names beneath them, `*`, each with a port if wanted. */
  readonly except: string;
  /** What of them must not be told. */
  readonly secrets: readonly string[];
  /** The variables and hosts, for people. */
  readonly told: string;
}

/** Reads `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`; in lower case they count first. `undefined` where there is none. */
export function readProxies(env: Environment): { readonly proxies?: Proxies; readonly faults: readonly Fault[] } {
  const [http, https] = [read(env, 'HTTP_PROXY'), read(env, 'HTTPS_PROXY')];
  const named = [http, https].filter(({ text }) => text !== '');
  if (named.length === 0) return { faults: [] };
  const faults = named.flatMap(({ name, text }): Fault[] =>
    isProxy(text) ? [] : [{ pointer: name, message: 'is no URL of a proxy, such as http://proxy.example:3128' }],
  );
  if (faults.length > 0) return { faults };
  const proxies = {
    http: http.text,
    https: https.text,
    except: read(env, 'NO_PROXY').raw,
    secrets: named.flatMap(({ text }) => loginSecrets(new URL(text))),
    told: named.map(({ name, text }) => `${name} (${new URL(text).host})`).join(' and '),
  };
  return { proxies, faults };
}

interface Variable {
  readonly name: string;
  /** As it stands. */
  readonly raw: string;
  /** As a URL. */
  readonly text: string;
}

function read(env: Environment, upper: string): Variable {
  const lower = upper.toLowerCase();
  const name = env[lower] === undefined ? upper : lower;
  const raw = env[name]?.trim() ?? '';
  // A host with its port alone is common, and means HTTP.
  const text = raw === '' || raw.includes('://') ? raw : `http://${raw}`;
  return { name, raw, text };
}

function isProxy(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:', 'socks5:', 'socks:'].includes(new URL(text).protocol);
}
