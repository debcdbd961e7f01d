import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { identify, isSame } from '../src/effects/end/identity.ts';
import { parseRecord } from '../src/effects/ledger/ledger-entry.ts';
import { holdProcess } from './hold-process.ts';
import { script, Supervision } from './supervision.ts';

const stays = script('stays', 'setInterval(() => undefined, 1000)', {
  restart: { initialDelayMs: 100 },
  timeouts: { termAfterMs: 20 },
});
const keeps = { id: 'keeps', command: 'sleep', args: ['60'], survive: true, timeouts: { termAfterMs: 20 } };

describe.concurrent('the run directory', () => {
  test('P28: that was given as a relative path is the same one for a child that stands elsewhere', async () => {
    await using home = temporaryHome();
    await using supervision = new Supervision({ runDir: relative(process.cwd(), home.path) });
    const { pid } = await supervision.manager.startProcess({ ...stays, cwd: '/' });
    const [name = ''] = readdirSync(join(home.path, 'ledger'));
    const record = parseRecord(readFileSync(join(home.path, 'ledger', name), 'utf8'));
    expect(record?.identities).toEqual([identify(pid ?? 0)]);
  });

  test('is taken by the next one who waits for it, as soon as its owner has left', async () => {
    await using home = temporaryHome();
    await using first = new Supervision({ runDir: home.path });
    await first.manager.startProcess(stays);
    await using second = new Supervision({ runDir: home.path });
    await expect(second.manager.recover()).rejects.toMatchObject({ code: 'supervisor_unsuitable' });
    await expect(second.manager.startProcess(stays)).rejects.toMatchObject({ code: 'supervisor_unsuitable' });
    await first.manager.shutdown();
    await eventually(() => expect(second.manager.getProcessInfo('stays')?.status).toBe('running'));
  });

  test('that cannot be made is named with the reason, to who recovers and to who starts', async () => {
    // A directory cannot be made below a file.
    const runDir = `${import.meta.filename}/run`;
    await using supervision = new Supervision({ runDir });
    const { manager } = supervision;
    const unusable = {
      code: 'supervisor_unsuitable',
      message: expect.stringMatching(/^The run directory .*\/run cannot be used: ENOTDIR/),
    };
    await expect(manager.recover()).rejects.toMatchObject(unusable);
    await expect(manager.startProcess(stays)).rejects.toMatchObject(unusable);
    expect(manager.getProcessInfo('stays')?.status).toBe('backoff');
  });

  test('that takes no record keeps nothing from running, but what is to outlive its supervisor', async () => {
    await using home = temporaryHome();
    mkdirSync(home.path, { recursive: true });
    writeFileSync(join(home.path, 'ledger'), 'in the way');
    await using supervision = new Supervision({ runDir: home.path });
    expect(await supervision.manager.startProcess(stays)).toMatchObject({ status: 'running' });
    const starting = supervision.manager.startProcess({ ...keeps, restart: { mode: 'never' } });
    await expect(starting).rejects.toMatchObject({ code: 'process_spawn_failed' });
  });

  test('P1: with a survivor that ends before it is adopted gives its id to a new run, and keeps no word of the old one', async () => {
    await using home = temporaryHome();
    const host = fileURLToPath(new URL('programs/hosts-a-manager.ts', import.meta.url));
    await using held = holdProcess([process.execPath, '--conditions=mcpm-source', host, home.path]);
    await held.line();
    held.say(JSON.stringify({ do: 'start', spec: keeps }));
    const kept = identify((JSON.parse(await held.line()) as { pid: number }).pid);
    process.kill(held.pid, 'SIGKILL');
    await held.exited;
    await using supervision = new Supervision({ runDir: home.path });
    expect(await supervision.manager.recover()).toMatchObject({ adoptable: ['keeps'] });
    process.kill(kept?.pid ?? 0, 'SIGKILL');
    await eventually(() => expect(kept && isSame(kept)).toBe(false));
    const info = await supervision.manager.startProcess(keeps);
    expect(info).toMatchObject({ status: 'running', runId: 2 });
    expect(info.adopted).toBeUndefined();
    const names = readdirSync(join(home.path, 'ledger'));
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^keep\..*\.1\.run$/);
    expect(readdirSync(home.path).filter((name) => name.endsWith('.stderr'))).toHaveLength(1);
  });
});
