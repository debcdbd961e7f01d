// Owns what a client is told when it says hello: `initialize` of the legacy era, `server/discover` of the modern one.
import { CAPABILITIES, type Offer } from './offer.ts';
import { MODERN_REVISIONS, negotiate } from '../message/revisions.ts';
import type { Params } from '../message/wire-message.ts';

/** The result of `initialize`. */
export function initializeResult(offer: Offer, params: Params | undefined): object {
  const protocolVersion = negotiate(String(params?.['protocolVersion']));
  const { identity, introduction } = offer;
  return { protocolVersion, capabilities: CAPABILITIES, serverInfo: identity, instructions: introduction };
}

/** The result of `server/discover`, without what every modern result has. */
export function discoverResult(offer: Offer): object {
  return { supportedVersions: MODERN_REVISIONS, capabilities: CAPABILITIES, instructions: offer.introduction };
}
