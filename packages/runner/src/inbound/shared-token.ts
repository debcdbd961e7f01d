// Owns the one token that an operator demands of every client.
import { hash, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../call/caller.ts';
import type { Verdict } from '../http/door.ts';

/** Whoever shows the token. */
export const TOKEN_CALLER: Caller = { principal: 'token', headers: {} };

/** Knows a token without keeping it. */
export class SharedToken {
  readonly #digest: Buffer;

  constructor(token: string) {
    this.#digest = hash('sha256', token, 'buffer');
  }

  /** Whether this is the token; takes as long for every wrong one. */
  is(shown: string): boolean {
    return timingSafeEqual(hash('sha256', shown, 'buffer'), this.#digest);
  }

  /** Who shows this, or a challenge (RFC 6750 §3). */
  judge(shown: string | undefined): Verdict {
    if (shown !== undefined && this.is(shown)) return ACCEPTED;
    return shown === undefined ? MISSING : WRONG;
  }
}

const ACCEPTED: Verdict = { caller: TOKEN_CALLER };
const MISSING = challenge('Bearer realm="mcpm"');
const WRONG = challenge('Bearer realm="mcpm", error="invalid_token"');

function challenge(value: string): Verdict {
  const message = 'Show the token of this server as "Authorization: Bearer <token>"';
  return { refusal: { status: 401, message, headers: { 'www-authenticate': value } } };
}
