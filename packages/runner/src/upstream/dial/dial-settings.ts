// Owns what is said about connections at the start: the options, the proxies, and whether both make sense. What follows from it is worked out by the first connection.
import { isIP, type LookupFunction } from 'node:net';
import { McpmError, type Fault, type RunnerOptions } from '@mcpm/domain';
import type { Environment } from '../../runtime/environment.ts';
import { readProxies, type Proxies } from './proxies.ts';

/** The options that say where connections may go. */
export type DialOptions = Pick<
  RunnerOptions,
  | 'openapi'
  | 'overlays'
  | 'baseUrl'
  | 'server'
  | 'serverVariables'
  | 'credentials'
  | 'traces'
  | 'oauthIssuer'
  | 'tokenExchange'
  | 'allowPrivate'
  | 'connectTimeout'
>;

/** How connections of this process are opened, whatever they are for. */
export interface DialSettings {
  readonly options: DialOptions;
  readonly proxies?: Proxies;
  /** Takes the place of the system's resolver. */
  readonly lookup?: LookupFunction;
}

/** The settings of options and variables. Throws `configuration_invalid` that names every value that makes no sense. */
export function dialSettings(options: DialOptions, env: Environment): DialSettings {
  const { proxies, faults } = readProxies(env);
  const strange = options.allowPrivate.filter((entry) => !isOpening(entry));
  const all = [
    ...faults,
    ...strange.map((entry): Fault => ({ pointer: '--allow-private', message: complaint(entry) })),
  ];
  if (all.length > 0) {
    const detail = all.map(({ pointer, message }) => `${pointer} ${message}`).join('\n');
    throw new McpmError('configuration_invalid', detail, { faults: all });
  }
  return { options, ...(proxies && { proxies }) };
}

function isOpening(entry: string): boolean {
  if (entry === 'all') return true;
  const [net = '', prefix, ...more] = entry.split('/');
  if (prefix === undefined) return isIP(net) !== 0 || isHost(net);
  const bits = isIP(net) === 0 ? -1 : isIP(net) === 4 ? 32 : 128;
  return more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

function isHost(text: string): boolean {
  return /^[^\s:/?#@[\]]+$/.test(text) && URL.canParse(`http://${text}`);
}

function complaint(entry: string): string {
  return `${JSON.stringify(entry)} is neither a host (api.internal, 10.1.2.3), nor a network (10.0.0.0/8), nor "all"`;
}
