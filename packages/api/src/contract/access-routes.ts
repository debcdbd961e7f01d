// Owns the routes of who may: login, logout, tokens.
import { Principal, Role, Token } from '@mcpm/domain';
import * as z from 'zod';
import { route } from './route.ts';

const tag = 'access';

/** Body of a login: the one-time code of the printed URL, or a token. */
export const LoginBody = z.union([
  z.strictObject({ code: z.string().min(1) }),
  z.strictObject({ token: z.string().min(1) }),
]);

/** Every route of access by name. */
export const accessRoutes = {
  login: route({
    method: 'POST',
    path: '/api/auth/login',
    tag,
    summary: 'Log in',
    role: 'public',
    status: 200,
    changes: false,
    body: LoginBody,
    response: Principal,
    errors: ['login_code_invalid', 'rate_limited'],
  }),
  logout: route({
    method: 'POST',
    path: '/api/auth/logout',
    tag,
    summary: 'Log out',
    role: 'viewer',
    status: 204,
    changes: false,
    errors: [],
  }),
  me: route({
    method: 'GET',
    path: '/api/auth/me',
    tag,
    summary: 'Who am I',
    role: 'viewer',
    status: 200,
    changes: false,
    response: Principal,
    errors: [],
  }),
  listTokens: route({
    method: 'GET',
    path: '/api/tokens',
    tag,
    summary: 'List tokens',
    role: 'admin',
    status: 200,
    changes: false,
    response: z.object({ tokens: z.array(Token) }),
    errors: [],
  }),
  createToken: route({
    method: 'POST',
    path: '/api/tokens',
    tag,
    summary: 'Create a token; its value is shown this once',
    role: 'admin',
    status: 201,
    changes: true,
    body: z.strictObject({ name: z.string().min(1).max(64), role: Role }),
    response: z.object({ token: Token, value: z.string() }),
    errors: [],
  }),
  deleteToken: route({
    method: 'DELETE',
    path: '/api/tokens/{id}',
    tag,
    summary: 'Delete a token',
    role: 'admin',
    status: 204,
    changes: true,
    params: z.object({ id: z.string() }),
    errors: ['token_not_found', 'last_admin'],
  }),
} as const;
