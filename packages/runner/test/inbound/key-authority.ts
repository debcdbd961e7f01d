// Owns the authorization server of these tests: real metadata and keys on a free port, and the tokens that it signs.
import { startUpstream, type Upstream, type UpstreamAnswer } from '@mcpm/test-kit';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/** Claims and headers of a token that differ from those of a good one; a claim that is undefined is left out. */
export interface TokenWish {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Seconds from now; default an hour. */
  readonly expiresIn?: number;
}

/** A running authorization server. */
export interface KeyAuthority extends AsyncDisposable {
  /** Its issuer. */
  readonly url: string;
  /** Paths that were asked, in order. */
  readonly asked: readonly string[];
  /** A token for `audience` and the user `alice`. */
  sign(audience: string, wish?: TokenWish): Promise<string>;
  /** Signs with a new key from now on, and publishes that one only. */
  rotate(): Promise<void>;
  /** Answers questions by POST (token endpoint, introspection). */
  answer(
    next: (form: Readonly<Record<string, string>>, path: string) => UpstreamAnswer | Promise<UpstreamAnswer>,
  ): void;
  /** Gives no answer but this status any more; `undefined`: is well again. */
  fail(status: number | undefined): void;
}

/** Starts one; `at` is the well-known place of its metadata, `more` is added to it. */
export async function startKeyAuthority(
  at = '/.well-known/oauth-authorization-server',
  more: Readonly<Record<string, unknown>> = {},
): Promise<KeyAuthority> {
  const asked: string[] = [];
  let failing: number | undefined;
  let key = await newKey(1);
  let reply: (
    form: Readonly<Record<string, string>>,
    path: string,
  ) => UpstreamAnswer | Promise<UpstreamAnswer> = () => ({
    status: 404,
  });
  const upstream: Upstream = await startUpstream({
    handler: ({ method, url, body }) => {
      asked.push(url);
      if (failing !== undefined) return { status: failing };
      if (method === 'POST') return reply(Object.fromEntries(new URLSearchParams(body.toString())), url);
      if (url === '/keys') return { body: { keys: [key.jwk] } };
      const { url: issuer } = upstream;
      return url === at ? { body: { issuer, jwks_uri: `${issuer}/keys`, ...more } } : { status: 404 };
    },
  });
  return {
    url: upstream.url,
    asked,
    sign: (audience, { claims = {}, header = {}, expiresIn = 3_600 } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const all = { iss: upstream.url, sub: 'alice', aud: audience, iat: now, exp: now + expiresIn, ...claims };
      return new SignJWT(all)
        .setProtectedHeader({ alg: 'ES256', kid: key.jwk.kid, typ: 'at+jwt', ...header })
        .sign(key.privateKey);
    },
    rotate: async () => {
      key = await newKey(Number(key.jwk.kid) + 1);
    },
    answer: (next) => {
      reply = next;
    },
    fail: (status) => {
      failing = status;
    },
    [Symbol.asyncDispose]: () => upstream.close(),
  };
}

async function newKey(
  number: number,
): Promise<{ readonly jwk: JWK & { readonly kid: string }; readonly privateKey: CryptoKey }> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { jwk: { ...(await exportJWK(publicKey)), kid: String(number), alg: 'ES256', use: 'sig' }, privateKey };
}
