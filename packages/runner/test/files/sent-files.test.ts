import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rawStdioClient, startUpstream, temporaryHome, type RawStdioClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { writeDocument } from '../pets-document.ts';
import { runnerArgs } from '../runner-process.ts';

const BYTES = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));

function documentAt(url: string): object {
  const file = { type: 'string', format: 'binary' };
  const form = { type: 'object', properties: { photo: file, note: { type: 'string' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Files', version: '1' },
    servers: [{ url }],
    paths: {
      '/form': {
        post: {
          operationId: 'form',
          requestBody: { content: { 'multipart/form-data': { schema: form } } },
          responses: {},
        },
      },
      '/raw': {
        post: { operationId: 'raw', requestBody: { content: { 'image/*': { schema: file } } }, responses: {} },
      },
    },
  };
}

function connect(document: string, ...args: readonly string[]): RawStdioClient {
  return rawStdioClient({ command: process.execPath, args: runnerArgs('--openapi', document, ...args), era: 'modern' });
}

test('R8: a file of an allowed folder arrives byte for byte with its name and type; one outside is refused', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const root = join(home.path, 'sent');
  mkdirSync(root);
  writeFileSync(join(root, 'picture.png'), BYTES);
  writeFileSync(join(home.path, 'secret.png'), 'secret');
  await using client = connect(writeDocument(home.path, documentAt(upstream.url)), '--file-root', root);

  const form = await client.callTool('form', { body: { photo: { path: join(root, 'picture.png') }, note: 'n' } });
  expect(form.isError ?? false).toBe(false);
  const raw = await client.callTool('raw', { body: { path: 'picture.png' } });
  expect(raw.isError ?? false).toBe(false);
  const [first, second] = upstream.requests;
  expect(second?.headers['content-type']).toBe('image/png');
  expect(sha256(second?.body)).toBe(sha256(BYTES));
  const parts = await new Response(new Uint8Array(first?.body ?? []), {
    headers: { 'content-type': String(first?.headers['content-type']) },
  }).formData();
  const photo = parts.get('photo');
  expect(photo).toMatchObject({ name: 'picture.png', type: 'image/png' });
  expect(sha256(Buffer.from(await (photo as File).arrayBuffer()))).toBe(sha256(BYTES));

  for (const path of [join(home.path, 'secret.png'), '../secret.png', `file://${home.path}/secret.png`]) {
    const refused = await client.callTool('raw', { body: { path } });
    expect(refused.isError).toBe(true);
    expect(refused.content[0]?.text).toContain(`outside of the folders whose files may be sent: ${root}`);
  }
  expect(upstream.requests).toHaveLength(2);
});

test('R8: without an allowed folder a path is refused, and base64 goes on working', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  await using client = connect(writeDocument(home.path, documentAt(upstream.url)));
  const refused = await client.callTool('form', { body: { photo: { path: '/etc/hostname' } } });
  expect(refused.isError).toBe(true);
  expect(refused.content[0]?.text).toMatch(/sends no local files.*base64.*--file-root/);
  const data = BYTES.toString('base64');
  const sent = await client.callTool('raw', { body: { data, filename: 'a.webp', contentType: 'image/webp' } });
  expect(sent.isError ?? false).toBe(false);
  expect(upstream.requests.map(({ headers }) => headers['content-type'])).toEqual(['image/webp']);
  expect(sha256(upstream.requests[0]?.body)).toBe(sha256(BYTES));
});

function sha256(bytes: Uint8Array | string | undefined): string {
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
}
