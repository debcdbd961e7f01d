// Owns the key that secrets are sealed with: given as text, or kept in a file that only its owner may read.
import { randomBytes, scrypt } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { McpmError } from '@mcpm/domain';
import { KEY_BYTES } from './seal.ts';

/** Fewest characters of a passphrase. */
const PASSPHRASE_CHARACTERS = 16;

/**
 * The salt is the same everywhere, so that a passphrase alone opens a backup on another host; what guards a passphrase is
 * its length and the cost of scrypt (RFC 7914; N = 2^15, r = 8, p = 3, 32 MiB).
 */
const SALT = 'mcpm secret key v1';
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

/**
 * The sealing key, 32 bytes. `given` is the text of `MCPM_SECRET_KEY`: 32 bytes in hex or base64, or a passphrase of at
 * least 16 characters; without it (or empty) the key is read from `file`, which is made with mode 0600 when it is missing.
 * Errors: `configuration_invalid` (`given` is too short), `secret_unreadable` (the file holds no key or cannot be read),
 * `home_unwritable` (the file cannot be made).
 */
export async function loadSecretKey(file: string, given?: string): Promise<Uint8Array> {
  const text = given?.trim() ?? '';
  return text === '' ? ((await readKey(file)) ?? createKey(file)) : keyOf(text);
}

async function keyOf(text: string): Promise<Uint8Array> {
  const bytes = bytesOf(text);
  if (bytes) return bytes;
  const passphrase = text.normalize('NFKC');
  if (passphrase.length < PASSPHRASE_CHARACTERS) {
    const message = `give 32 bytes in hex or base64, or a passphrase of at least ${PASSPHRASE_CHARACTERS} characters`;
    throw new McpmError('configuration_invalid', `MCPM_SECRET_KEY is too short: ${message}.`, {
      faults: [{ pointer: 'MCPM_SECRET_KEY', message }],
    });
  }
  const derive = promisify<string, string, number, object, Buffer>(scrypt);
  return derive(passphrase, SALT, KEY_BYTES, COST);
}

function bytesOf(text: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  // Node reads both alphabets of base64, with padding or without.
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

async function readKey(file: string): Promise<Uint8Array | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new McpmError('secret_unreadable', `The key file ${file} cannot be read (${cause.code}).`, { cause });
  });
  if (text === undefined) return undefined;
  const key = bytesOf(text.trim());
  if (!key) throw new McpmError('secret_unreadable', `The key file ${file} does not hold 32 bytes in base64.`);
  return key;
}

/** Written aside and linked into place: no reader sees half a key, and of two makers the first wins. */
async function createKey(file: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(aside, `${key.toString('base64')}\n`);
    await link(aside, file);
    return key;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const first = code === 'EEXIST' ? await readKey(file) : undefined;
    if (first) return first;
    throw new McpmError('home_unwritable', `The key file ${file} cannot be made (${code}).`, { cause });
  } finally {
    await rm(aside, { force: true });
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
