import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('a server that hangs is found out by its own protocol and started again', async () => {
  const command = ['--conditions=mcpm-source', 'main.ts'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command, {
    cwd: join(import.meta.dirname, '..'),
  });
  expect(stdout.replace(/process \d+/, 'process 4242')).toBe(
    [
      'the clock answers as process 4242',
      'it hangs now',
      'it was unhealthy: clock failed 2 health checks: no answer within 300 ms.',
      'it answers again, after 1 restart',
      '',
    ].join('\n'),
  );
  expect(stderr).toBe('');
});
