import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listRunnerOptions } from '@mcpm/domain';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { runOnce } from './run-once.ts';

/** What bash proposes for these words, the last of which is being typed. */
async function proposals(script: string, folder: string, ...words: readonly string[]): Promise<readonly string[]> {
  const quoted = ['mcpm-runner', ...words].map((word) => `'${word}'`).join(' ');
  const command = `source '${script}'; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _mcpm_runner; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', command], { cwd: folder });
  return stdout.split('\n').filter((line) => line !== '');
}

test('bash completes commands, options, their values, and files', async () => {
  await using home = temporaryHome();
  const { stdout, stderr, code } = await runOnce(['completion', 'bash']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const script = join(home.path, 'completion.bash');
  writeFileSync(script, stdout);
  writeFileSync(join(home.path, 'petstore.yaml'), '');
  const propose = (...words: readonly string[]) => proposals(script, home.path, ...words);
  expect(await propose('do')).toEqual(['doctor']);
  expect(await propose('--transport', '')).toEqual(['stdio', 'sse', 'streamable']);
  expect(await propose('doctor', '--fi')).toContain('--fix');
  expect(await propose('--fi')).not.toContain('--fix');
  expect(await propose('--openapi', 'pet')).toEqual(['petstore.yaml']);
  expect(await propose('inspect', 'pet')).toEqual(['petstore.yaml']);
  expect(await propose('completion', 'z')).toEqual(['zsh']);
  const all = await propose('--');
  for (const { flag } of listRunnerOptions()) expect(all).toContain(`--${flag}`);
});

test.each(['zsh', 'fish', 'powershell'])('the script for %s names every option and every command', async (shell) => {
  const { stdout } = await runOnce(['completion', shell]);
  for (const { flag } of listRunnerOptions()) expect(stdout).toContain(shell === 'fish' ? `-l ${flag}` : `--${flag}`);
  for (const command of ['inspect', 'call', 'curl', 'doctor', 'completion']) expect(stdout).toContain(command);
});

test('a shell nobody knows is refused with those there are', async () => {
  const { code, stderr } = await runOnce(['completion', 'tcsh']);
  expect(code).toBe(64);
  expect(stderr).toContain('bash, zsh, fish, powershell');
});
