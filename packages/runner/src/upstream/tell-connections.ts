// Owns what a person is told at the start about where calls will go: what is dangerous, and what will be refused.
import type { RunnerOptions } from '@mcpm/domain';
import type { CompiledDocument } from '@mcpm/openapi';
import type { Logger } from '../log/logger.ts';
import type { DialSettings } from './dial/dial-settings.ts';

/** The sentence for `--insecure`. */
export const INSECURE_WARNING =
  'DANGER: --insecure is on, so the certificate of the upstream is not checked, and whoever is in between can read and change every call';

/** Warns of `--insecure`, and of a document whose server may not be called, as far as its address says so: names are looked up with the first call. */
export async function tellConnections(
  log: Logger,
  { insecure, unixSocket }: Pick<RunnerOptions, 'insecure' | 'unixSocket'>,
  { document, dial }: { readonly document: Pick<CompiledDocument, 'baseUrl'>; readonly dial: DialSettings },
): Promise<void> {
  if (insecure) log.warn(INSECURE_WARNING);
  if (dial.proxies !== undefined) log.info(`Calls go through the proxy of ${dial.proxies.told}, as NO_PROXY allows`);
  const { baseUrl } = document;
  if (unixSocket !== undefined || baseUrl === undefined || !mayBeInside(baseUrl)) return;
  const { dialPolicy } = await import('./dial/dial-policy.ts');
  const { DialRules } = await import('@mcpm/openapi');
  const refusal = new DialRules(dialPolicy(dial)).refusalOfName(new URL(baseUrl));
  if (refusal !== undefined) log.warn(`Calls to ${new URL(baseUrl).origin} will be refused: ${refusal.message}`);
}

/** Most servers are plain names, for which nothing has to be loaded. */
function mayBeInside(url: string): boolean {
  return URL.canParse(url) && /[\d\]]$|(?:^|\.)(?:localhost|local|internal|metadata)\.?$/.test(new URL(url).hostname);
}
