import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually, rawStdioClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';

const bundle = fileURLToPath(new URL('../../bundle.mjs', import.meta.url));
const run = promisify(execFile);

/** Runs before the program and says of each of its files, as it is loaded, whether the schema library or the SDK is in it: by names that no minifier changes. */
const TELLER = `
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    const text = url.startsWith('file:') ? readFileSync(new URL(url), 'utf8') : '';
    if (text.includes('_zod.')) process.stderr.write('LOADED zod\\n');
    if (text.includes('notifications/subscriptions/acknowledged')) process.stderr.write('LOADED sdk\\n');
    return next(url, context);
  },
});`;

test('R51: neither the schema library nor the SDK is loaded for a greeting, a list and a call, in either era', async () => {
  await using home = temporaryHome();
  await run(process.execPath, [bundle, join(home.path, 'dist')]);
  const teller = join(home.path, 'teller.mjs');
  writeFileSync(teller, TELLER);
  await using upstream = await startUpstream({ handler: () => ({ body: [{ name: 'Rex' }] }) });
  const document = writeDocument(home.path, petsDocument(upstream.url));
  const args = ['--import', teller, join(home.path, 'dist', 'bin.js'), '--openapi', document, '--no-cache'];
  args.push('--base-url', upstream.url);
  for (const era of ['legacy', 'modern'] as const) {
    await using client = rawStdioClient({ command: process.execPath, args, era });
    if (era === 'legacy') await client.initialize();
    expect((await client.listTools()).map(({ name }) => name)).toContain('listPets');
    expect(client.stderr()).not.toContain('LOADED');
    expect((await client.callTool('listPets', { limit: 1 })).content[0]?.text).toContain('Rex');
    expect(client.stderr()).not.toContain('LOADED');
    await client.request('prompts/get', { name: 'none' }).catch(() => undefined);
    await eventually(() => expect(client.stderr()).toContain('LOADED sdk'));
    await eventually(() => expect(client.stderr()).toContain('LOADED zod'));
  }
});
