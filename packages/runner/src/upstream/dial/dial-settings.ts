// Owns what is said about connections at the start: the options, the proxies, and whether both make sense. What follows from it is worked out by the first connection.
import type { LookupFunction } from 'node:net';
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import type { Environment } from '../../runtime/environment.ts';
import { readDocumentPlaces } from './document-places.ts';
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
  /** What the manager opened for the host of a document that one of its callers named. Default: whoever starts this server named the document, so its host may be anywhere. */
  readonly documentPlaces?: readonly string[];
  /** Takes the place of the system's resolver. */
  readonly lookup?: LookupFunction;
}

/** The settings of options and variables. Throws `configuration_invalid` that names every variable that makes no sense. */
export function dialSettings(options: DialOptions, env: Environment): DialSettings {
  const { proxies, faults: bad } = readProxies(env);
  const { documentPlaces, faults: more } = readDocumentPlaces(env);
  const faults = [...bad, ...more];
  if (faults.length > 0) {
    const detail = faults.map(({ pointer, message }) => `${pointer} ${message}`).join('\n');
    throw new McpmError('configuration_invalid', detail, { faults });
  }
  return { options, ...(proxies && { proxies }), ...(documentPlaces && { documentPlaces }) };
}
