// Owns the value of `--token-exchange`: the client that exchanges access tokens of callers for those of the upstream.
import type { Fault } from '@mcpm/domain';
import type { OAuthClient } from './oauth-client.ts';

/** A client of the authorization server that both kinds of tokens come from. */
export interface ExchangeClient extends Omit<OAuthClient, 'refreshToken'> {
  readonly tokenUrl: string;
}

/** What the value says. */
export interface ReadExchange {
  readonly client?: ExchangeClient;
  readonly fault?: Fault;
}

/** The client, or what is wrong with the value; neither if there is none. No fault quotes the value. */
export async function readExchange(text: string | undefined): Promise<ReadExchange> {
  if (text === undefined) return {};
  const { complaintOf, ExchangeSettings } = await import('./client-schemas.ts');
  const parsed = ExchangeSettings.safeParse(parseJson(text));
  if (parsed.success) return { client: parsed.data };
  return { fault: { pointer: '--token-exchange', message: complaintOf(parsed.error) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The text of the error would quote the secret; that it is no object is said by the schema.
    return undefined;
  }
}
