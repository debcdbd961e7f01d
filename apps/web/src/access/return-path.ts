// Owns where a login leads back to.

/** Where one lands without a better idea. */
export const HOME = '/servers';

/** A path of this console to go back to; anything that could lead elsewhere becomes the home page. */
export function returnPath(from: string | null): string {
  if (!from || !/^\/(?![/\\])/.test(from) || /[\\\s]/.test(from) || from.startsWith('/login')) return HOME;
  return from;
}

/** The login page's address that remembers `path`. */
export function loginPath(path: string): string {
  return path === '/' || path.startsWith('/login') ? '/login' : `/login?from=${encodeURIComponent(path)}`;
}
