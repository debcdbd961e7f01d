import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, onTestFinished, test } from 'vitest';
import { FileRefusal } from '../../src/files/file-refusal.ts';
import { LocalFiles } from '../../src/files/local-files.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);

/** A folder `allowed` and, beside it, what lies outside. */
async function place() {
  const temporary = temporaryHome();
  onTestFinished(() => temporary.remove());
  const home = temporary.path;
  const root = join(home, 'allowed');
  await mkdir(join(root, 'deep'), { recursive: true });
  await mkdir(join(home, 'allowed-not'));
  await writeFile(join(root, 'deep', 'größe 1.PNG'), PNG);
  await writeFile(join(root, 'plain'), 'text');
  await writeFile(join(home, 'secret.txt'), 'secret');
  await writeFile(join(home, 'allowed-not', 'x'), 'secret');
  return { home, root };
}

test('R8: a file under an allowed folder is read by path, by relative path and by URI, byte for byte', async () => {
  const { root, home } = await place();
  const path = join(root, 'deep', 'größe 1.PNG');
  const names = [path, 'deep/größe 1.PNG', pathToFileURL(path).href, join(root, 'deep', '..', 'plain')];
  const files = await new LocalFiles([join(home, 'allowed-not'), root]).read(names);
  const picture = { filename: 'größe 1.PNG', contentType: 'image/png' };
  for (const name of names.slice(0, 3)) {
    expect(files.get(name)).toMatchObject(picture);
    expect(Buffer.from(files.get(name)!.bytes)).toEqual(PNG);
  }
  expect(files.get(names[3]!)).toEqual({ bytes: Buffer.from('text'), filename: 'plain' });
});

test('R8: a path outside of the allowed folders is refused, and the folders are named', async () => {
  const { root, home } = await place();
  await symlink(join(home, 'secret.txt'), join(root, 'link.txt'));
  await symlink(home, join(root, 'link-folder'));
  const outside = [
    join(home, 'secret.txt'),
    '../secret.txt',
    join(root, '..', 'allowed-not', 'x'),
    join(root, 'link.txt'),
    'link-folder/secret.txt',
    pathToFileURL(join(home, 'secret.txt')).href,
    join(home, 'there-is-no-such-file'),
    root,
  ];
  for (const path of outside) {
    const read = new LocalFiles([root]).read([path]);
    await expect(read).rejects.toBeInstanceOf(FileRefusal);
    await expect(read).rejects.toThrow(`outside of the folders whose files may be sent: ${root}`);
  }
});

test('a link inside of an allowed folder may be followed, and the folder may be a link itself', async () => {
  const { root, home } = await place();
  await symlink(join(root, 'plain'), join(root, 'link.json'));
  await symlink(root, join(home, 'alias'));
  const files = await new LocalFiles([join(home, 'alias')]).read(['link.json', join(home, 'alias', 'plain')]);
  expect([...files.values()]).toEqual([
    { bytes: Buffer.from('text'), filename: 'link.json', contentType: 'application/json' },
    { bytes: Buffer.from('text'), filename: 'plain' },
  ]);
});

test('R8: without allowed folders no path is taken, and the message says how to allow one', async () => {
  const none = new LocalFiles([]);
  await expect(none.read(['/etc/hostname'])).rejects.toThrow(/sends no local files.*base64.*--file-root/);
  expect(await none.read([])).toEqual(new Map());
});

test.each([
  ['missing.txt', /there is no such file/],
  ['plain/x', /there is no such file/],
  ['deep', /no regular file|a folder/],
  ['pipe', /no regular file/],
  ['large', /at most/],
  ['circle', /links lead in a circle/],
  ['a\0b', /zero byte/],
  ['file://host/share/x', /no file URI of this machine/],
  ['file:%2Fx', /no file URI|outside/],
])('the path %j is refused with a reason', async (path, reason) => {
  const { root } = await place();
  execFileSync('mkfifo', [join(root, 'pipe')]);
  await writeFile(join(root, 'large'), '');
  await truncate(join(root, 'large'), 101);
  await symlink(join(root, 'circle'), join(root, 'circle'));
  await expect(new LocalFiles([root], 100).read([path])).rejects.toThrow(reason);
});

test('the bound holds for all files of a call together', async () => {
  const { root } = await place();
  await writeFile(join(root, 'other'), Buffer.alloc(97));
  await expect(new LocalFiles([root], 100).read(['plain', 'other'])).rejects.toThrow(/"other" cannot be sent/);
  expect((await new LocalFiles([root], 101).read(['plain', 'other'])).size).toBe(2);
});
