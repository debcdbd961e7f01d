// Owns what is wrong with the options that say who may call, beyond what their schemas see.
import { McpmError, type Fault, type RunnerOptions } from '@mcpm/domain';
import { mayCarrySecrets } from '../credentials/may-carry-secrets.ts';
import { whyNotForwarded } from './forwarded-headers.ts';

/** The options that say who may call. */
export type InboundOptions = Pick<
  RunnerOptions,
  'forwardHeaders' | 'oauthIssuer' | 'oauthScopes' | 'tokenExchange' | 'transport'
>;

/** Throws `usage_invalid` that names everything that is wrong. */
export function checkInbound({
  forwardHeaders,
  oauthIssuer,
  oauthScopes,
  tokenExchange,
  transport,
}: InboundOptions): void {
  const faults: Fault[] = forwardHeaders.flatMap((name) => {
    const reason = whyNotForwarded(name);
    return reason === undefined
      ? []
      : [{ pointer: '--forward-header', message: `${JSON.stringify(name)} cannot be passed on: it ${reason}` }];
  });
  if (oauthIssuer !== undefined && !mayCarrySecrets(oauthIssuer))
    faults.push({
      pointer: '--oauth-issuer',
      message: `${JSON.stringify(oauthIssuer)} does not fit: its keys have to come by https (http only on this machine)`,
    });
  for (const scope of oauthScopes) {
    // RFC 6749 §3.3.
    if (!/^[\u0021\u0023-\u005b\u005d-\u007e]+$/.test(scope))
      faults.push({ pointer: '--oauth-scope', message: `${JSON.stringify(scope)} is no scope` });
  }
  if (tokenExchange !== undefined && (oauthIssuer === undefined || transport === 'stdio'))
    faults.push({
      pointer: '--token-exchange',
      message: 'needs clients that show access tokens: --oauth-issuer, and --transport sse or streamable',
    });
  if (faults.length === 0) return;
  throw new McpmError('usage_invalid', faults.map(({ pointer, message }) => `${pointer} ${message}`).join('\n'), {
    faults,
  });
}
