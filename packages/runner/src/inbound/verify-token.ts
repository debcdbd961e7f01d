// Owns the check of one JWT access token (RFC 9068): signature, issuer, audience, times.
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Issuer } from './issuer.ts';
import { CLOCK_SKEW, readClaims, TokenRefusal, type TokenClaims, type TokenTerms } from './token-claims.ts';

/** Signatures whose checking key cannot make one. */
const ALGORITHMS = ['RS', 'PS', 'ES'].flatMap((kind) => ['256', '384', '512'].map((size) => `${kind}${size}`));

/** Keys without a name that are tried one after the other. */
const MAX_TRIED = 8;

/** No key of the issuer is meant by the token; a newer set may have it. */
export class UnknownKey extends TokenRefusal {}

/** Whether a token has the form of a signed JWT. */
export function isJwt(token: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);
}

/** What the token says. Throws `TokenRefusal`, `UnknownKey` where another key would be needed. */
export async function verifyToken(token: string, { name, keys }: Issuer, terms: TokenTerms): Promise<TokenClaims> {
  const options: JWTVerifyOptions = {
    issuer: name,
    audience: [...terms.audiences],
    algorithms: [...ALGORITHMS, 'EdDSA', 'Ed25519'],
    clockTolerance: CLOCK_SKEW,
    currentDate: new Date(terms.time() * 1_000),
    requiredClaims: ['exp'],
  };
  try {
    const { payload, protectedHeader } = await verify(token, keys, options);
    refuseOthers(protectedHeader.typ, payload);
    return readClaims(payload, payload.exp ?? 0);
  } catch (error) {
    if (error instanceof TokenRefusal) throw error;
    if (error instanceof errors.JWKSNoMatchingKey) throw new UnknownKey('the key of the token is not known');
    if (error instanceof errors.JOSEError) throw new TokenRefusal(describe(error), { cause: error });
    throw error;
  }
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<Pick<Awaited<ReturnType<typeof jwtVerify>>, 'payload' | 'protectedHeader'>> {
  try {
    return await jwtVerify(token, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    let tried = 0;
    for await (const key of error) {
      if (++tried > MAX_TRIED) break;
      try {
        return await jwtVerify(token, key, options);
      } catch (fault) {
        // Another key may have signed it; any other fault stays one with every key.
        if (!(fault instanceof errors.JWSSignatureVerificationFailed)) throw fault;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/**
 * Access tokens are of type `at+jwt`; many servers write `JWT` or nothing, as before RFC 9068. What has any other type, or the claims that only ID tokens have, was
 * issued for something else.
 */
function refuseOthers(typ: string | undefined, claims: JWTPayload): void {
  const type = (typ ?? 'jwt').toLowerCase().replace(/^application\//, '');
  if (type === 'at+jwt') return;
  if (type !== 'jwt') throw new TokenRefusal('the token is no access token');
  if (['nonce', 'at_hash', 'c_hash'].some((claim) => claims[claim] !== undefined))
    throw new TokenRefusal('the token is an ID token, not an access token');
}

function describe(error: InstanceType<typeof errors.JOSEError>): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'the token is for another audience';
    if (error.claim === 'iss') return 'the token is from another issuer';
    if (error.claim === 'nbf') return 'the token is not good yet';
    return 'a claim of the token is missing or wrong';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is signed in a way that is not accepted';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature of the token is wrong';
  return 'the token cannot be read';
}
