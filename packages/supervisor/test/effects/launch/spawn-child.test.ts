import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { eventually, program, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { identify } from '../../../src/effects/end/identity.ts';
import { probeLaunchSupport } from '../../../src/effects/launch/launch-support.ts';
import { Launch } from './launch.ts';

const node = (source: string, ...args: string[]) => ({ command: process.execPath, args: ['-e', source, ...args] });
const sh = (source: string, ...args: string[]) => ({ command: 'sh', args: ['-c', source, 'sh', ...args] });

describe('a launched child', () => {
  test('has its pid and its arguments for its own in the end, whatever stood before it', async () => {
    const awkward = ['', 'two words', "quo'te", '$HOME', '`id`', '-x', '--', 'line\nbreak', 'é'];
    await using launch = await Launch.of(
      node('console.log(JSON.stringify([process.pid, process.ppid, ...process.argv.slice(1)]))', '--', ...awkward),
    );
    expect(await launch.exited).toEqual({ code: 0, signal: null });
    expect(JSON.parse(launch.text('stdout'))).toEqual([launch.child.identity.pid, process.pid, ...awkward]);
  });

  test('is in the ledger, with pid and start ticks, before its first instruction', async () => {
    await using launch = await Launch.of({ command: 'cat', args: [] });
    const { pid, startTicks } = launch.child.identity;
    const fields = await eventually(() => launch.text('ledger').trimEnd().split(' '));
    expect([fields[0], fields.at(21)]).toEqual([String(pid), String(startTicks)]);
    expect(launch.child.identity).toEqual(identify(pid));
  });

  test('has none of the variables of the host, nor of the programs that launched it, and carries its marker', async () => {
    process.env['NODE_OPTIONS'] = '--no-deprecation';
    process.env['NODE_EXTRA_CA_CERTS'] = '/no/such/file';
    process.env['SECRET_OF_THE_HOST'] = 'x';
    try {
      await using launch = await Launch.of(
        { command: '/usr/bin/env', env: { OWN: 'a=b\nc', PATH: '/bin' } },
        { marker: 'm.7' },
      );
      await launch.exited;
      const lines = launch.text('stdout').split('\n');
      expect(lines).toEqual(expect.arrayContaining(['OWN=a=b', 'c', 'PATH=/bin', 'MCPM_RUN=m.7']));
      const names = lines.filter((line) => line.includes('=')).map((line) => line.split('=')[0]);
      expect(
        names.filter((name) => !['OWN', 'PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'MCPM_RUN'].includes(name!)),
      ).toEqual([]);
      expect(launch.text('stderr')).toBe('');
    } finally {
      for (const name of ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'SECRET_OF_THE_HOST']) delete process.env[name];
    }
  });

  test('gets variables whose names a small shell would drop, or is refused where no shell hands them on', async () => {
    const env = { 'npm_config_//registry.test/:_authToken': 's', 'a.b': '1' };
    const source = 'console.log(process.env["npm_config_//registry.test/:_authToken"] + process.env["a.b"])';
    const support = await probeLaunchSupport();
    const refused = Launch.of({ ...node(source), env }, { support: { ...support, bash: undefined } });
    await expect(refused).rejects.toMatchObject({ code: 'process_spawn_failed', systemCode: 'EINVAL' });
    if (support.bash === undefined) return;
    await using home = temporaryHome();
    writeFileSync(join(home.path, '.bashrc'), 'export LEAKED=1; echo LEAKED >&2');
    const leaked = `${source}; console.log(process.env.LEAKED)`;
    await using launch = await Launch.of({ ...node(leaked), env: { ...env, HOME: home.path } });
    await launch.exited;
    expect([launch.text('stdout'), launch.text('stderr')]).toEqual(['s1\nundefined\n', '']);
  });

  test('keeps the directory variables it was given', async () => {
    await using launch = await Launch.of({ ...sh('echo "$SHLVL"'), env: { SHLVL: '7' }, cwd: '/' });
    expect(await launch.line()).toBe('7');
  });

  test('has no more open files than it may', async () => {
    await using launch = await Launch.of({ ...sh('ulimit -n'), limits: { openFiles: 64 } });
    expect(await launch.line()).toBe('64');
    await using unlimited = await Launch.of({ ...sh('ulimit -n'), limits: { openFiles: 1_000_000_000 } });
    expect(Number(await unlimited.line())).toBeGreaterThan(64);
  });

  test('that is a Node program has a heap that fits its hard memory limit, unless it chose one itself', async () => {
    const source = 'console.log(Math.round(require("v8").getHeapStatistics().heap_size_limit / 1048576))';
    const support = { ...(await probeLaunchSupport()), cgroupParent: undefined };
    const limits = { memoryHard: 400 * 1024 * 1024 };
    await using limited = await Launch.of({ ...node(source), limits }, { support });
    const megabytes = Number(await limited.line());
    expect(megabytes).toBeGreaterThanOrEqual(300);
    expect(megabytes).toBeLessThan(400);
    const env = { NODE_OPTIONS: '--max-old-space-size=1000' };
    await using own = await Launch.of({ ...node(source), limits, env }, { support });
    expect(Number(await own.line())).toBeGreaterThanOrEqual(1000);
  });

  test('finds its socket and its channel under the numbers it was told', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const fd = (server as unknown as { readonly _handle: { readonly fd: number } })._handle.fd;
    await using launch = await Launch.of(
      { command: process.execPath, args: [program('serves-http')], managed: true },
      { listen: fd },
    );
    const { port } = server.address() as net.AddressInfo;
    await eventually(() => expect(launch.heard[0]).toMatchObject({ type: 'ready', port }));
    server.close();
  });

  test('that is to survive has no stdin and no tie to its parent', async () => {
    await using launch = await Launch.of({
      ...sh('readlink /proc/self/fd/0; echo $PPID; exec sleep 60'),
      survive: true,
    });
    expect(launch.child.stdin).toBeUndefined();
    expect(launch.containment.onSupervisorDeath).toBe('survives');
    expect(await launch.line()).toBe('/dev/null');
    expect(readFileSync(`/proc/${launch.child.identity.pid}/stat`, 'utf8')).toContain(` ${process.pid} `);
  });

  test('whose pipes a descendant holds is released of them', async () => {
    const source = 'setsid sleep 60 & echo $!';
    await using launch = await Launch.of(sh(source), {
      stdout: 'pipe',
      containment: { level: 'group', onSupervisorDeath: 'signal' },
    });
    const [chunk] = (await new Promise((resolve) => launch.child.stdout?.once('data', (data) => resolve([data])))) as [
      Buffer,
    ];
    await launch.exited;
    launch.child.release();
    await expect(launch.child.closed).resolves.toBeUndefined();
    process.kill(Number(chunk.toString()), 'SIGKILL');
  });
});
