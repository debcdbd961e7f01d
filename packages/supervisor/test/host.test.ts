import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually, program, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { ProcessManager } from '../src/index.ts';
import { isGone } from './supervision.ts';

const host = ['--conditions=mcpm-source', fileURLToPath(new URL('programs/forgets-to-shut-down.ts', import.meta.url))];

describe('the host program', () => {
  test('gets no listener on its process from a supervisor that has started nothing', () => {
    const names = () => process.eventNames().map((name) => [name, process.listenerCount(name)]);
    const before = names();
    const manager = new ProcessManager();
    expect(names()).toEqual(before);
    expect(manager.listProcesses()).toEqual([]);
  });

  test('that exits without a shutdown leaves no child, not even one that ignores SIGTERM', async () => {
    await using home = temporaryHome();
    const env = { ...process.env, TMPDIR: home.path };
    const { stdout } = await promisify(execFile)(process.execPath, [...host, program('ignores-sigterm')], { env });
    expect(Number(stdout)).toBeGreaterThan(0);
    await eventually(() => expect(isGone(Number(stdout))).toBe(true));
  });

  test('whose working directory was removed starts commands all the same, in the root', async () => {
    await using home = temporaryHome();
    const program = fileURLToPath(new URL('programs/stands-nowhere.ts', import.meta.url));
    const directory = mkdtempSync(join(home.path, 'removed-'));
    const args = ['--conditions=mcpm-source', program, directory];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const missing = 'The file ./nobody does not exist (ENOENT).';
    expect(JSON.parse(stdout)).toEqual(['running', '/', 'running', '/', missing]);
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('that ends by %s leaves no child', async (signal) => {
    await using home = temporaryHome();
    const env = { ...process.env, TMPDIR: home.path };
    const running = spawn(process.execPath, [...host, program('stays-up'), 'waits'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(running.stdout.setEncoding('utf8'), 'data')) as [string];
    running.kill(signal);
    await once(running, 'exit');
    await eventually(() => expect(isGone(Number(line))).toBe(true));
  });
});
