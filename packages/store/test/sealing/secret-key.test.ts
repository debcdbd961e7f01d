import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSecretKey } from '../../src/index.ts';
import { failure, storeFile } from '../fixtures.ts';

const keyFile = () => join(storeFile().directory, 'config', 'secret.key');

describe('the secret key', () => {
  test('is made once, in a file that only its owner may read', async () => {
    const file = keyFile();
    const key = await loadSecretKey(file);
    expect(key).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toBe(Buffer.from(key).toString('base64'));
    expect(await loadSecretKey(file, '')).toEqual(key);
    expect(await readdir(join(file, '..'))).toEqual(['secret.key']);
  });

  test('is the same for all who ask for a new one at once', async () => {
    const file = keyFile();
    const keys = await Promise.all([1, 2, 3, 4].map(() => loadSecretKey(file)));
    for (const key of keys) expect(key).toEqual(keys[0]);
  });

  test('may be given in hex, in base64 or in base64url, and then no file is made', async () => {
    const file = keyFile();
    const key = Buffer.concat([Buffer.of(0xfb, 0xff, 0xfe), randomBytes(29)]);
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      expect(Buffer.from(await loadSecretKey(file, ` ${key.toString(encoding)}\n`))).toEqual(key);
    }
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is derived from a passphrase, the same each time and another for another passphrase', async () => {
    const file = keyFile();
    const [one, again, other] = await Promise.all(
      ['sixteen letters!', 'sixteen letters!', 'sixteen letters?'].map((given) => loadSecretKey(file, given)),
    );
    // A key that changed with a version would lose every secret: the derivation is written down here.
    expect(Buffer.from(one ?? []).toString('hex')).toBe(
      'c4200f9375288331a332c2758563727fb251864a53033618257285bb267cdc07',
    );
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test('is refused when the text given is too short, without telling the text', async () => {
    const refused = await loadSecretKey(keyFile(), 'fifteen letters').catch((error: unknown) => error);
    expect(refused).toEqual(failure('configuration_invalid', 'at least 16 characters'));
    expect(refused).toMatchObject({ faults: [{ pointer: 'MCPM_SECRET_KEY' }] });
    expect(String(refused)).not.toContain('fifteen');
  });

  test('is not replaced when its file is damaged or cannot be made', async () => {
    const { directory } = storeFile();
    const damaged = join(directory, 'secret.key');
    await writeFile(damaged, 'half a k');
    await expect(loadSecretKey(damaged)).rejects.toEqual(failure('secret_unreadable', damaged));
    expect(await readFile(damaged, 'utf8')).toBe('half a k');
    await expect(loadSecretKey(directory)).rejects.toEqual(failure('secret_unreadable', 'EISDIR'));
    const under = join(damaged, 'config', 'secret.key');
    await expect(loadSecretKey(under)).rejects.toEqual(failure('secret_unreadable', 'ENOTDIR'));
  });
});
