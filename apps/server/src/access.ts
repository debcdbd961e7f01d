// Owns who may come in: tokens, logins, and the one-time code of the printed URL.
import { McpmError, type Principal, type Token } from '@mcpm/domain';
import type { ApiServices } from '@mcpm/api';
import type { Store } from '@mcpm/store';
import type { LoginCodes } from './login-codes.ts';

const LOGIN_SECONDS = 30 * 24 * 3600;

/** The token a login by code stands for: the oldest admin token. */
async function adminToken(store: Store): Promise<Token> {
  const admin = (await store.tokens.list()).find(({ role }) => role === 'admin');
  if (!admin) throw new McpmError('login_code_invalid', 'There is no admin token any more.');
  return admin;
}

/** The API's access service on the store's tables. */
export function createAccess(store: Store, codes: LoginCodes): ApiServices['access'] {
  const prove = async (proof: { code: string } | { token: string }): Promise<Principal> => {
    if ('code' in proof) {
      if (!codes.use(proof.code))
        throw new McpmError('login_code_invalid', 'This login link was used already, or is older than 15 minutes.');
      const { id, name, role } = await adminToken(store);
      return { tokenId: id, name, role };
    }
    const principal = await store.tokens.verify(proof.token);
    if (!principal)
      throw new McpmError('unauthorized', 'This token is not known.', {
        next: 'Check the token, or ask an admin for a new one.',
      });
    return principal;
  };
  return {
    verifyToken: (value) => store.tokens.verify(value),
    findLogin: (cookie) => store.logins.find(cookie),
    async login(proof) {
      const principal = await prove(proof);
      const cookie = await store.logins.create(principal.tokenId, LOGIN_SECONDS * 1000);
      return { principal, cookie, maxAgeSeconds: LOGIN_SECONDS };
    },
    logout: (cookie) => store.logins.delete(cookie),
    listTokens: () => store.tokens.list(),
    createToken: (wish) => store.tokens.create(wish),
    deleteToken: (id) => store.tokens.delete(id),
  };
}

/** Makes sure there is an admin token; resolves to the value of one made here, which is shown this once. */
export async function ensureAdminToken(store: Store, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) {
    if (!(await store.tokens.verify(given))) await store.tokens.create({ name: 'admin', role: 'admin', value: given });
    return undefined;
  }
  const hasAdmin = (await store.tokens.list()).some(({ role }) => role === 'admin');
  if (hasAdmin) return undefined;
  return (await store.tokens.create({ name: 'admin', role: 'admin' })).value;
}
