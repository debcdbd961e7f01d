// Owns what of a URL with a login must not be told.
import { percentDecode } from '@mcpm/openapi';

/** The password as it stands, as it is meant, and as an `Authorization: Basic` header carries it; nothing where there is none. */
export function loginSecrets({ username, password }: URL): readonly string[] {
  if (password === '') return [];
  const [name, secret] = [username, password].map((part) => percentDecode(part));
  return [password, secret ?? '', Buffer.from(`${name}:${secret}`).toString('base64')];
}
