// Owns tokens and logins in memory.
import { McpmError, type Principal, type Role, type Token } from '@mcpm/domain';
import type { AccessService, LoginProof } from '../../src/index.ts';

const AT = '2026-01-02T03:04:05.000Z';

/** One token of each role, named after it: `admin-token`, `developer-token`, `viewer-token`; the login code `once`. */
export class FakeAccess implements AccessService {
  readonly #tokens = new Map<string, Token>();
  readonly #logins = new Map<string, Principal>();
  #codes = new Set(['once']);
  #count = 0;

  constructor() {
    for (const role of ['admin', 'developer', 'viewer'] as const) this.#keep(`${role}-token`, { name: role, role });
  }

  async verifyToken(value: string): Promise<Principal | undefined> {
    const token = this.#tokens.get(value);
    return token && { tokenId: token.id, name: token.name, role: token.role };
  }

  async findLogin(cookie: string): Promise<Principal | undefined> {
    return this.#logins.get(cookie);
  }

  async login(proof: LoginProof): Promise<{ principal: Principal; cookie: string; maxAgeSeconds: number }> {
    const principal = 'code' in proof ? await this.#useCode(proof.code) : await this.verifyToken(proof.token);
    if (!principal) throw new McpmError('unauthorized', 'The token is not valid.');
    const cookie = `login-${(this.#count += 1)}`;
    this.#logins.set(cookie, principal);
    return { principal, cookie, maxAgeSeconds: 3600 };
  }

  async logout(cookie: string): Promise<void> {
    this.#logins.delete(cookie);
  }

  async listTokens(): Promise<readonly Token[]> {
    return [...this.#tokens.values()];
  }

  async createToken(input: { readonly name: string; readonly role: Role }): Promise<{ token: Token; value: string }> {
    const value = `value-of-${input.name}`;
    return { token: this.#keep(value, input), value };
  }

  async deleteToken(id: string): Promise<void> {
    const found = [...this.#tokens].find(([, token]) => token.id === id);
    if (!found) throw new McpmError('token_not_found', `There is no token "${id}".`);
    this.#tokens.delete(found[0]);
  }

  #keep(value: string, { name, role }: { readonly name: string; readonly role: Role }): Token {
    const token = { id: `tok_${name}`, name, role, createdAt: AT };
    this.#tokens.set(value, token);
    return token;
  }

  async #useCode(code: string): Promise<Principal | undefined> {
    if (!this.#codes.delete(code)) throw new McpmError('login_code_invalid', 'The code is used up.');
    return this.verifyToken('admin-token');
  }
}
