import { execFile } from 'node:child_process';
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rawStdioClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';

const bundle = fileURLToPath(new URL('../../bundle.mjs', import.meta.url));
const run = promisify(execFile);

test('the bundle runs in a folder of its own, with nothing installed beside it, and says so where a part of it is cut off', async () => {
  await using home = temporaryHome();
  const dist = join(home.path, 'dist');
  await run(process.execPath, [bundle, dist]);
  const bin = join(dist, 'bin.js');
  const env = { ...process.env, NODE_PATH: '' };
  expect((await run(process.execPath, [bin, '--version'], { cwd: home.path, env })).stdout).toMatch(
    /^\d+\.\d+\.\d+\n$/,
  );
  expect((await run(process.execPath, [bin, '--help'], { cwd: home.path, env })).stdout).toContain('--openapi');

  await using upstream = await startUpstream({ handler: () => ({ body: [{ name: 'Rex' }] }) });
  const args = [bin, '--openapi', writeDocument(home.path, petsDocument(upstream.url))];
  for (const era of ['legacy', 'modern'] as const) {
    await using client = rawStdioClient({ command: process.execPath, args, cwd: home.path, era });
    if (era === 'legacy') await client.initialize();
    expect(await client.listTools()).toHaveLength(3);
    expect((await client.callTool('listPets', { limit: 1 })).content[0]?.text).toContain('Rex');
    expect(await client.callTool('listPets', { limit: 'x' })).toMatchObject({ isError: true });
  }

  const [part = ''] = readdirSync(dist).filter((file) => file.startsWith('start-'));
  truncateSync(join(dist, part), 50_000);
  await expect(run(process.execPath, [bin, '--version'], { cwd: home.path, env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Error: mcpm-runner is not whole, install it again: .*start-/),
  });
});
