import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const directory = join(import.meta.dirname, '..');

/** Runs the example with a temporary directory of its own, so that what it leaves there shows. */
async function run(
  ...args: string[]
): Promise<{ readonly stdout: string; readonly stderr: string; readonly left: readonly string[] }> {
  const home = mkdtempSync(join(tmpdir(), 'supervise-anything-'));
  const options = { cwd: directory, env: { ...process.env, TMPDIR: home } };
  try {
    const command = ['--conditions=mcpm-source', 'main.ts', ...args];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, options);
    return { stdout, stderr, left: readdirSync(home) };
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Whether a process has this pid. */
function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Nobody to signal.
    return false;
  }
}

test('it starts a command, prints its status, and leaves neither a process nor a file', async () => {
  const { stdout, stderr, left } = await run('cat');
  expect(stdout).toMatch(/^cat is running as process \d+\nit ended because it was asked, with exit code 0\n$/);
  expect(stderr).toBe('');
  expect(exists(Number(/process (\d+)/.exec(stdout)?.[1]))).toBe(false);
  expect(left).toEqual([]);
});

test('it shows what the command prints', async () => {
  const { stdout } = await run('sh', '-c', 'echo hello; exec cat');
  expect(stdout).toMatch(/^hello\nsh is running/);
});

test('it fails with the reason when the command does not exist', async () => {
  await expect(run('/no/such/command')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The file /no/such/command does not exist (ENOENT).'),
  });
});
