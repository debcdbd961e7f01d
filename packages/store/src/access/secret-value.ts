// Owns values that callers show: how they are drawn, and the hash that is kept of them.
import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes in base64url. */
export function drawValue(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex; enough for values of full randomness, which nobody can guess one by one. */
export function hashOf(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('hex');
}
