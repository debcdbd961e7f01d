import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { managed, script, Supervision } from './supervision.ts';

const own = (name: string) => fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url));
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

/** What hosts-a-flood prints. */
interface Cost {
  readonly checks: number;
  readonly slowestMs: number;
  readonly grown: number;
  readonly output: { readonly stdout: number };
}

describe('the output of a child', () => {
  test('P34: is complete when it prints and crashes at once, and its exit comes after it', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('prints-then-crashes')).catch(() => undefined);
    expect(supervision.output('prints-then-crashes', 'stderr')).toBe(lines(1000));
    const types = supervision.events.map(({ type }) => type);
    expect(types.lastIndexOf('output')).toBeLessThan(types.indexOf('exit'));
  });

  test('arrives while the child lives, also ten thousand lines at once', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('floods-stderr'));
    await eventually(() => expect(supervision.output('floods-stderr', 'stderr')).toBe(lines(10_000)));
    expect(supervision.manager.getProcessInfo('floods-stderr')?.status).toBe('running');
  });

  test('written at once after the spawn arrives before its command counts as up', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess({ id: 'sh', command: 'sh', args: ['-c', 'echo hello; exec cat'] });
    expect(supervision.output('sh', 'stdout')).toBe('hello\n');
  });

  test('comes in chunks that split no character', async () => {
    await using supervision = new Supervision();
    await supervision.manager
      .startProcess(managed('writes-split-characters', { managed: false, restart: { mode: 'never' } }))
      .catch(() => undefined);
    expect(supervision.output('writes-split-characters', 'stdout')).toBe('5 €\n');
    expect(supervision.of('output').filter((event) => event.text.includes('\uFFFD'))).toEqual([]);
  });

  test('of many megabytes is complete, in chunks of at most 64 KB', async () => {
    await using supervision = new Supervision();
    const flood = managed('floods-stdout', { managed: false, env: { MEGABYTES: '20' }, restart: { mode: 'never' } });
    await supervision.manager.startProcess(flood).catch(() => undefined);
    const sizes = supervision.of('output').map((event) => event.text.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(20 * 1024 * 1024);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65_536);
  });

  test('stands in private files that are gone after the run', async () => {
    await using home = temporaryHome();
    const runDir = `${home.path}/run`;
    await using supervision = new Supervision({ runDir });
    await supervision.manager.startProcess(managed('floods-stderr'));
    expect(statSync(runDir).mode & 0o777).toBe(0o700);
    const spools = () => readdirSync(runDir).filter((file) => /\.std(?:out|err)$/.test(file));
    expect(spools().map((file) => statSync(`${runDir}/${file}`).mode & 0o777)).toEqual([0o600, 0o600]);
    await supervision.manager.stopProcess('floods-stderr');
    expect(spools()).toEqual([]);
  });

  test.for(['SIGKILL', 'exit', 'throw'])(
    'P32: is there to the last byte when it ends by %s',
    async (ending, { expect }) => {
      await using supervision = new Supervision();
      const id = 'writes-then-ends';
      const program = script(id, '', { args: [own(id), ending], restart: { mode: 'never' } });
      await supervision.manager.startProcess(program).catch(() => undefined);
      const [exit] = supervision.of('exit');
      expect(exit?.report).toMatchObject({ signal: ending === 'SIGKILL' ? 'SIGKILL' : null });
      const line = 'x'.repeat(104);
      expect(supervision.output(id, 'stdout') === `${line}\n`.repeat(10_000)).toBe(true);
    },
  );

  test('P33: of one gigabyte that nobody reads holds up no health answer and makes the supervisor no bigger', async () => {
    const host = fileURLToPath(new URL('programs/hosts-a-flood.ts', import.meta.url));
    // How large V8 lets its young generation become is its own affair (up to 48 MB, and later on a busy machine): it is held small.
    const args = ['--max-semi-space-size=1', '--conditions=mcpm-source', host, own('floods-and-answers'), '1024'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { checks, slowestMs, grown, output } = JSON.parse(stdout) as Cost;
    expect(checks).toBeGreaterThan(3);
    expect(slowestMs).toBeLessThan(2000);
    expect(grown).toBeLessThan(10 * 1024 * 1024);
    // All of it is accounted for, told or not.
    expect(output.stdout).toBe(1024 * 1024 * 1024);
  });
});

describe('a piped stdout', () => {
  test('is handed out with stdin for the run that is alive', async () => {
    await using supervision = new Supervision();
    const { manager } = supervision;
    await manager.startProcess(managed('echoes-stdin', { stdout: 'pipe' }));
    const pipe = manager.openPipe('echoes-stdin')!;
    pipe.stdin.write('hello\n');
    const [line] = (await once(createInterface({ input: pipe.stdout }), 'line')) as [string];
    expect([pipe.runId, line]).toEqual([1, 'hello']);
    await manager.restartProcess('echoes-stdin');
    expect(manager.openPipe('echoes-stdin')?.runId).toBe(2);
    await manager.stopProcess('echoes-stdin');
    expect(manager.openPipe('echoes-stdin')).toBeUndefined();
    expect(supervision.output('echoes-stdin', 'stdout')).toBe('');
  });

  test('nobody reads does not hold up the end of the run', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('leaves-a-grandchild', { stdout: 'pipe' }));
    await supervision.manager.stopProcess('leaves-a-grandchild');
    expect(supervision.of('exit')).toHaveLength(1);
  });

  test('is not handed out when stdout is a log', async () => {
    await using supervision = new Supervision();
    await supervision.manager.startProcess(managed('stays-up'));
    expect(supervision.manager.openPipe('stays-up')).toBeUndefined();
  });
});
