import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('no call is refused while the server is restarted again and again', async () => {
  const command = ['--conditions=mcpm-source', 'main.ts'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command, {
    cwd: join(import.meta.dirname, '..'),
  });
  expect(stdout).toBe('4 processes answered, 0 calls were refused\n');
  expect(stderr).toBe('');
});
