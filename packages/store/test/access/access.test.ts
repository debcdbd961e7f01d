import { FakeClock } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { failure, storeFile } from '../fixtures.ts';

describe('tokens', () => {
  test('a new token is 32 random bytes behind "mcpm_", and whoever shows it is known, after a restart too', async () => {
    const { open } = storeFile();
    const first = await open();
    const { token, value } = await first.tokens.create({ name: 'laptop', role: 'developer' });
    expect(value).toMatch(/^mcpm_[\w-]{43}$/);
    await first.close();
    const { tokens } = await open();
    expect(await tokens.verify(value)).toEqual({ tokenId: token.id, name: 'laptop', role: 'developer' });
    expect(await tokens.verify(`${value}x`)).toBeUndefined();
    expect(await tokens.verify('')).toBeUndefined();
  });

  test('a value may be given, once', async () => {
    const { tokens } = await storeFile().open();
    const given = { name: 'first', role: 'admin', value: 'from-the-environment' } as const;
    expect((await tokens.create(given)).value).toBe(given.value);
    expect((await tokens.verify(given.value))?.role).toBe('admin');
    await expect(tokens.create(given)).rejects.toEqual(failure('validation_failed'));
    await expect(tokens.create({ ...given, value: '' })).rejects.toEqual(failure('validation_failed'));
    await expect(tokens.create({ name: '', role: 'admin' })).rejects.toEqual(failure('validation_failed', '/name'));
  });

  test('neither a token nor a cookie value is anywhere in the file', async () => {
    const { open, bytes } = storeFile();
    const store = await open();
    const { tokens, logins } = store;
    const { token, value } = await tokens.create({ name: 'planted-name', role: 'admin' });
    const cookie = await logins.create(token.id, 60_000);
    await tokens.verify(value);
    const whileOpen = await bytes();
    await store.close();
    for (const disk of [whileOpen, await bytes()]) {
      const there = ['planted-name', value, value.slice(5), cookie].filter((text) => disk.includes(text));
      expect(there).toEqual(['planted-name']);
    }
  });

  test('the time of use is noted at most once a minute', async () => {
    const clock = new FakeClock();
    const { tokens } = await storeFile().open({ now: clock.now });
    const { value } = await tokens.create({ name: 'laptop', role: 'admin' });
    const used = async () => (await tokens.list())[0]?.lastUsedAt;
    expect(await used()).toBeUndefined();
    await tokens.verify(value);
    const first = await used();
    expect(first).toBe(new Date(clock.now()).toISOString());
    clock.advance(59_999);
    await tokens.verify(value);
    expect(await used()).toBe(first);
    clock.advance(1);
    await tokens.verify(value);
    expect(await used()).toBe(new Date(clock.now()).toISOString());
  });

  test('the last admin token cannot be deleted, any other one can', async () => {
    const { tokens } = await storeFile().open();
    const { token: first } = await tokens.create({ name: 'first', role: 'admin' });
    const viewer = await tokens.create({ name: 'screen', role: 'viewer' });
    await tokens.delete(viewer.token.id);
    expect(await tokens.verify(viewer.value)).toBeUndefined();
    await expect(tokens.delete(first.id)).rejects.toEqual(failure('last_admin', '"first"'));
    const { token: second } = await tokens.create({ name: 'second', role: 'admin' });
    await tokens.delete(first.id);
    expect(await tokens.list()).toEqual([second]);
    await expect(tokens.delete(first.id)).rejects.toEqual(failure('token_not_found'));
  });
});

describe('logins', () => {
  test('a cookie stands for its token until it expires', async () => {
    const clock = new FakeClock();
    const { tokens, logins } = await storeFile().open({ now: clock.now });
    const { token } = await tokens.create({ name: 'laptop', role: 'viewer' });
    const cookie = await logins.create(token.id, 1000);
    clock.advance(999);
    expect(await logins.find(cookie)).toEqual({ tokenId: token.id, name: 'laptop', role: 'viewer' });
    clock.advance(1);
    expect(await logins.find(cookie)).toBeUndefined();
  });

  test('a login ends when it is deleted, alone', async () => {
    const { tokens, logins } = await storeFile().open();
    const { token } = await tokens.create({ name: 'laptop', role: 'admin' });
    const [one, other] = [await logins.create(token.id, 60_000), await logins.create(token.id, 60_000)];
    await logins.delete(one);
    await logins.delete(one);
    expect(await logins.find(one)).toBeUndefined();
    expect(await logins.find(other)).toBeDefined();
  });

  test('a login ends with its token, and none is made for a token that does not exist', async () => {
    const { tokens, logins } = await storeFile().open();
    const { token } = await tokens.create({ name: 'screen', role: 'viewer' });
    const cookie = await logins.create(token.id, 60_000);
    await tokens.delete(token.id);
    expect(await logins.find(cookie)).toBeUndefined();
    await expect(logins.create(token.id, 60_000)).rejects.toEqual(failure('token_not_found'));
  });
});
