import { expect, test } from 'vitest';
import { sandboxArguments, type SandboxedRunner } from '../src/sandbox-arguments.ts';

const settings = {
  code: ['/app/packages/runner/dist'],
  cache: '/home/u/.mcpm/cache',
  temporary: '/tmp',
  closed: ['/home/u/.mcpm/data', '/home/u/.ssh'],
};

function granted(runner: Partial<SandboxedRunner>): {
  readonly flags: string[];
  readonly read: string[];
  readonly write: string[];
} {
  const openapi = '/srv/pets/petstore.yaml';
  const args = sandboxArguments({ options: { openapi }, env: {}, cwd: '/srv', inline: false, ...runner }, settings);
  const of = (what: string) => args.filter((arg) => arg.startsWith(what)).map((arg) => arg.slice(what.length));
  return {
    flags: args.filter((arg) => !arg.includes('=/')),
    read: of('--allow-fs-read='),
    write: of('--allow-fs-write='),
  };
}

const written = ['/home/u/.mcpm/cache', '/home/u/.mcpm/cache/*', '/tmp/mcpm-answers-*'];

test('a runner may read its code and the folder of its document, and write its caches and temporary answers', () => {
  const { flags, read, write } = granted({});
  expect(flags).toEqual(['--disable-warning=ExperimentalWarning', '--permission', '--allow-net']);
  expect(read).toEqual(['/app/packages/runner/dist', '/srv/pets', ...written]);
  expect(write).toEqual(written);
});

test.each([
  ['beside the secrets of this user', '/home/u/petstore.yaml'],
  ['at the root of the disk', '/petstore.yaml'],
  ['beside temporary files of other programs', '/tmp/petstore.yaml'],
  ['among what belongs to the manager', '/home/u/.mcpm/data/documents/a.openapi'],
])('of a document %s only the file itself is granted', (_where, openapi) => {
  expect(granted({ options: { openapi } }).read).toContain(openapi);
});

test('the documents of other servers are not granted with an inline one', () => {
  const openapi = '/srv/documents/a.openapi';
  expect(granted({ options: { openapi }, inline: true }).read).toContain(openapi);
});

test('a document at a URL needs no file', () => {
  const { read } = granted({ options: { openapi: 'https://example.com/openapi.json' } });
  expect(read).toEqual(['/app/packages/runner/dist', ...written]);
});

test('what options and variables name is granted, relative paths from the working directory of the server', () => {
  const { read, write } = granted({
    options: { openapi: '/srv/pets/petstore.yaml', overlays: ['fixes/a.yaml', 'https://example.com/b.yaml'] },
    env: {
      MCPM_FILE_ROOTS: 'photos, /media',
      MCPM_CA: 'tls/ca.pem',
      MCPM_CLIENT_KEY: '/etc/key.pem',
      MCPM_SAVE_DIR: '/var/answers',
      MCPM_CONFIG: '/etc/mcpm/pets.yaml',
      TMPDIR: '/scratch',
    },
  });
  const named = ['/srv/fixes', '/srv/photos', '/media', '/srv/tls/ca.pem', '/etc/key.pem', '/etc/mcpm'];
  expect(read).toEqual(expect.arrayContaining(named));
  expect(write).toEqual(expect.arrayContaining(['/var/answers', '/var/answers/*', '/scratch/mcpm-answers-*']));
});

test('a list may be written as JSON in a variable', () => {
  expect(granted({ env: { MCPM_FILE_ROOTS: '["/a,b", "/c"]' } }).read).toEqual(expect.arrayContaining(['/a,b', '/c']));
});
