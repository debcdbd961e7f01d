// Owns the form in which a secret lies on disk: AES-256-GCM (NIST SP 800-38D), bound to the place it belongs to.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes of a sealing key. */
export const KEY_BYTES = 32;

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a secret belongs; it opens nowhere else. */
export interface SecretPlace {
  readonly serverId: string;
  readonly name: string;
}

/** The sealed value: version (1 byte), nonce (12), tag (16), ciphertext. Every call draws a new nonce. */
export function seal(value: string, place: SecretPlace, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bound(place));
  const ciphertext = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]);
}

/** The value, or a thrown error when key, place or bytes are not those it was sealed with. */
export function unseal(sealed: Uint8Array, place: SecretPlace, key: Uint8Array): string {
  if (sealed[0] !== VERSION) throw new RangeError(`Version ${sealed[0]} of the sealed form is not known.`);
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const ciphertext = sealed.subarray(1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(place)).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
}

// As a JSON pair, so that no other id and name make the same bytes.
function bound(place: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([place.serverId, place.name]), 'utf8');
}
