// Servers run under Node's permission model: they say so, they work, and they reach nothing else.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { connectOfficial } from '../src/official-client.ts';
import { soon } from '../src/soon.ts';
import { startProduct } from '../src/start-product.ts';

const document = (url: string, schema: unknown) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Photos', version: '1' },
    servers: [{ url }],
    paths: {
      '/photo': {
        get: {
          operationId: 'getPhoto',
          parameters: [{ name: 'size', in: 'query', schema }],
          responses: { 200: { description: 'A photo', content: { 'image/png': {} } } },
        },
      },
    },
  });

test('a server runs without more than it needs, says so, calls its upstream, saves answers and keeps its caches', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({
    handler: () => ({ headers: { 'content-type': 'application/zip' }, body: Buffer.alloc(3_000_000, 1) }),
  });
  await using product = await startProduct(home.path);
  const openapi = document(upstream.url, { type: 'integer' });
  await product.api('createServer', { body: { name: 'photos', openapi } });
  const status = await product.api('startServer', { params: { id: 'photos' }, query: { wait: true } });
  expect(status).toMatchObject({ status: 'running', sandbox: { level: 'permission' } });
  const process = await product.api('getProcess', { params: { id: 'photos' } });
  expect(process.args).toEqual(expect.arrayContaining(['--permission', '--allow-net']));
  expect(process.args.join(' ')).not.toMatch(/--allow-(child-process|worker|addons|wasi)/);
  await using client = await connectOfficial('v2-legacy', {
    transport: 'streamable',
    url: `${product.url}/mcp/photos`,
  });
  const answer = await client.call('getPhoto', {});
  expect(JSON.stringify(answer)).toContain('mcpm-answers-');
  expect(answer.isError).not.toBe(true);
  await soon(() => {
    expect(readdirSync(join(home.path, 'cache/code')).length).toBeGreaterThan(0);
    expect(readdirSync(join(home.path, 'cache/documents')).length).toBeGreaterThan(0);
    return Promise.resolve();
  });
  const { lines } = await product.api('getProcessLogs', { params: { id: 'photos' } });
  expect(lines.filter(({ text }) => /ExperimentalWarning|ERR_ACCESS_DENIED/.test(text))).toEqual([]);
});

/** A document whose folder has a part of it, and which takes another part from a folder elsewhere. */
function writeParts(home: string, url: string): string {
  for (const folder of ['api', 'elsewhere']) {
    mkdirSync(join(home, folder));
    writeFileSync(join(home, folder, 'size.json'), JSON.stringify({ type: 'integer' }));
  }
  const file = join(home, 'api/photos.json');
  writeFileSync(file, document(url, { allOf: [{ $ref: 'size.json' }, { $ref: '../elsewhere/size.json' }] }));
  return file;
}

test('a file elsewhere is out of reach, and the log says so; MCPM_SANDBOX=off opens it', async () => {
  await using home = temporaryHome();
  const openapiUrl = writeParts(home.path, 'http://127.0.0.1:9');
  const refused = async (variables: Record<string, string>) => {
    await using product = await startProduct(home.path, variables);
    const { servers } = await product.api('listServers', {});
    if (servers.length === 0) await product.api('createServer', { body: { name: 'photos', openapiUrl } });
    const status = await product.api('startServer', { params: { id: 'photos' }, query: { wait: true } });
    const { lines } = await product.api('getProcessLogs', { params: { id: 'photos' } });
    return { status, texts: lines.map(({ text }) => text).join('\n') };
  };
  const sandboxed = await refused({});
  expect(sandboxed.texts).toContain('elsewhere/size.json');
  expect(sandboxed.texts).not.toContain('api/size.json');
  const open = await refused({ MCPM_SANDBOX: 'off' });
  expect(open.status.sandbox).toEqual({ level: 'none', reason: 'It was started without --permission.' });
  expect(open.status.tools).toBe(1);
});
