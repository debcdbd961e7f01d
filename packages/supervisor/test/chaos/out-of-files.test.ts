import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { meetings } from './places.ts';

const program = fileURLToPath(new URL('../programs/runs-out-of-files.ts', import.meta.url));

test('P10, P35: a supervisor without a descriptor left throws nothing, says so of each start, and goes on by itself when it has some again', async () => {
  await using home = temporaryHome();
  const host = [
    '-c',
    'ulimit -n 96; exec "$@"',
    'sh',
    process.execPath,
    '--conditions=mcpm-source',
    program,
    home.path,
  ];
  const { stdout } = await promisify(execFile)('/bin/sh', host, { timeout: 20_000, killSignal: 'SIGKILL' });
  expect(JSON.parse(stdout)).toEqual({
    refused: expect.stringMatching(/^process_spawn_failed: .*EMFILE/),
    ends: expect.arrayContaining(['refused spawn-error', 'crashed crashed', 'crashed spawn-error']),
  });
  expect(['crashed', 'refused'].flatMap((id) => meetings(home.path, id))).toEqual([]);
});
