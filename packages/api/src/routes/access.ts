// Owns the handlers of who may: login, logout, tokens.
import type { accessRoutes } from '../contract/access-routes.ts';
import { loginCookieHeader } from '../guard/credentials.ts';
import { principalOf, type Handlers } from '../route/handler.ts';
import type { ApiServices } from '../services.ts';

/** Handlers of every route of access; `secureCookie` keeps the login cookie to HTTPS. */
export function accessHandlers(
  { access }: Pick<ApiServices, 'access'>,
  { secureCookie: secure }: { readonly secureCookie: boolean },
): Pick<Handlers, keyof typeof accessRoutes> {
  return {
    login: async ({ body }) => {
      const { principal, cookie, maxAgeSeconds } = await access.login(body);
      return { body: principal, headers: { 'set-cookie': loginCookieHeader(cookie, { maxAgeSeconds, secure }) } };
    },
    logout: async (_request, { loginCookie }) => {
      if (loginCookie !== undefined) await access.logout(loginCookie);
      return { body: undefined, headers: { 'set-cookie': loginCookieHeader('', { maxAgeSeconds: 0, secure }) } };
    },
    me: async (_request, caller) => ({ body: principalOf(caller) }),
    listTokens: async () => ({ body: { tokens: await access.listTokens() } }),
    createToken: async ({ body }) => {
      const created = await access.createToken(body);
      return { body: created, target: created.token.id };
    },
    deleteToken: async ({ params }) => ({ body: await access.deleteToken(params.id) }),
  };
}
