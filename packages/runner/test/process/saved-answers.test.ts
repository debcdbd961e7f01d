import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RawMcpError, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { serveAnswers, type Served } from '../serve-answers.ts';

const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 37) % 256));
const pdf = (name?: string) => ({
  headers: {
    'content-type': 'application/pdf',
    ...(name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
  },
  body: bytes,
});
const args = ['--save-above', '1024'];

/** The file that a result names. */
function fileOf(text: string): string {
  const path = /saved as (.+) \(sha256 [0-9a-f]{64}\)/.exec(text)?.[1];
  if (path === undefined) throw new Error(`No file is named: ${text}`);
  return path;
}

async function readBack(served: Served, uri: unknown): Promise<Buffer> {
  const { contents } = await served.client.request('resources/read', { uri });
  const [content] = contents as readonly { readonly blob: string; readonly uri: string; readonly mimeType: string }[];
  expect(content).toMatchObject({ uri, mimeType: 'application/pdf' });
  return Buffer.from(content!.blob, 'base64');
}

test('R15: bytes above the limit are a private file and a link, read back identically, and gone with the process', async () => {
  let path: string;
  {
    await using served = await serveAnswers(() => pdf('Report "Q1".pdf'.replaceAll('"', '')), { args });
    const { content } = (await served.call('listPets')).result;
    const [link, line] = content;
    expect(link).toMatchObject({
      type: 'resource_link',
      name: 'Report Q1.pdf',
      mimeType: 'application/pdf',
      size: 5_000,
    });
    expect(line?.text).toContain('5000 bytes of application/pdf');
    expect(line?.text).toContain(createHash('sha256').update(bytes).digest('hex'));
    path = fileOf(line?.text ?? '');
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect((await readBack(served, link?.['uri'])).equals(bytes)).toBe(true);
    expect(await served.client.request('resources/list')).toMatchObject({
      resources: [
        { uri: 'openapi://document' },
        { uri: link?.['uri'], name: 'Report Q1.pdf', mimeType: 'application/pdf', size: 5_000 },
      ],
    });
    const unknown = served.client.request('resources/read', { uri: 'mcpm://answers/nothing' });
    await expect(unknown).rejects.toBeInstanceOf(RawMcpError);
    served.client.endInput();
    await served.client.exited;
  }
  expect(existsSync(dirname(path))).toBe(false);
});

test('R15: a folder of the user keeps the files, none is written over, and a name never leads out of it', async () => {
  await using home = temporaryHome();
  const folder = join(home.path, 'kept', 'answers');
  const names = ['same.pdf', 'same.pdf', '../../outside.pdf', undefined];
  let calls = 0;
  const paths: string[] = [];
  {
    await using served = await serveAnswers(() => pdf(names[calls++]), { args: [...args, '--save-dir', folder] });
    for (const _name of names) paths.push(fileOf((await served.call('listPets')).result.content[1]?.text ?? ''));
    served.client.endInput();
    await served.client.exited;
  }
  expect(paths.map((path) => dirname(path))).toEqual(names.map(() => folder));
  expect(new Set(paths).size).toBe(4);
  expect(paths[1]).toMatch(/same-[a-z0-9]{12}\.pdf$/);
  expect(paths.slice(2)).toEqual([join(folder, 'outside.pdf'), join(folder, 'answer.pdf')]);
  for (const path of paths) expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('R15: bytes up to the limit are sent; cut bytes are neither sent nor saved', async () => {
  await using small = await serveAnswers(() => pdf());
  const { content } = (await small.call('listPets')).result;
  expect(content).toEqual([
    { type: 'resource', resource: expect.objectContaining({ blob: bytes.toString('base64') }) },
  ]);

  await using cut = await serveAnswers(() => pdf(), { args: [...args, '--max-response', '2048'] });
  expect((await cut.call('listPets')).result.content[0]).toEqual({
    type: 'text',
    text: 'more than 2048 bytes of application/pdf: larger than the limit, so it is not passed on.',
  });
  expect(await cut.client.request('resources/list')).toMatchObject({ resources: [{ uri: 'openapi://document' }] });
});

test('R15: a client of a protocol without links gets the text, and one that cannot save the bytes', async () => {
  await using old = await serveAnswers(() => pdf('a.pdf'), { args, protocolVersion: '2025-03-26' });
  const { content } = (await old.call('listPets')).result;
  expect(content).toEqual([
    { type: 'text', text: expect.stringContaining('a.pdf: 5000 bytes of application/pdf, saved as') },
  ]);

  await using stuck = await serveAnswers(() => pdf(), { args: [...args, '--save-dir', '/dev/null/answers'] });
  const [sent, note] = (await stuck.call('listPets')).result.content;
  expect(sent).toMatchObject({ type: 'resource', resource: { blob: bytes.toString('base64') } });
  expect(note?.text).toContain('could not be saved as a file');
});
