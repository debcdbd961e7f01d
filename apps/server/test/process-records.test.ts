import { openLogBook } from '@mcpm/logs';
import { openStore } from '@mcpm/store';
import { eventually, temporaryHome } from '@mcpm/test-kit';
import { readdirSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordProcessEvents } from '../src/process-records.ts';

/** Files below a directory that this process holds open. */
function openBelow(directory: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(directory) ? [target] : [];
    } catch {
      return []; // Closed since the listing.
    }
  });
}

test('output of a process is kept, and its log is closed when it is supervised no more', async () => {
  await using home = temporaryHome();
  const logs = await openLogBook({ directory: home.path });
  const store = await openStore({ file: ':memory:', secretKey: new Uint8Array(32) });
  const complaints: string[] = [];
  const record = recordProcessEvents(logs, store, { write: (_level, text) => void complaints.push(text) });
  const base = { id: 'a', seq: 1, at: new Date().toISOString(), runId: 1 };
  record({ ...base, type: 'output', stream: 'stderr', text: 'hello\n' });
  await eventually(() => expect(openBelow(home.path)).toHaveLength(1));
  record({ ...base, type: 'removed' });
  await eventually(() => expect(openBelow(home.path)).toEqual([]));
  expect((await logs.query({ processId: 'a', tail: 10 })).map(({ text }) => text)).toEqual(['hello']);
  expect(complaints).toEqual([]);
  await logs.close();
  await store.close();
});

test('verdicts and lost output are said in the log of their process; that it is well only after it was not', async () => {
  await using home = temporaryHome();
  const logs = await openLogBook({ directory: home.path });
  const store = await openStore({ file: ':memory:', secretKey: new Uint8Array(32) });
  const record = recordProcessEvents(logs, store, { write: (_level, text) => expect.fail(text) });
  const at = new Date().toISOString();
  const base = { id: 'a', seq: 1, at, runId: 1 };
  const judge = (verdict: 'healthy' | 'failing', detail?: string) =>
    record({ ...base, type: 'verdict', verdict: { id: 'a', runId: 1, at, verdict, ...(detail && { detail }) } });
  judge('healthy');
  judge('failing', 'no answer within 5000 ms');
  judge('healthy');
  record({ ...base, type: 'output-lost', stream: 'stdout', bytes: 42, detail: 'It could not be read in time.' });
  expect((await logs.query({ processId: 'a', tail: 10 })).map(({ level, text }) => `${level}: ${text}`)).toEqual([
    'warn: health checks: failing (no answer within 5000 ms)',
    'info: health checks: healthy',
    'warn: 42 bytes of stdout lost: It could not be read in time.',
  ]);
  await logs.close();
  await store.close();
});

test('the end of a run is said with its process, and a run without one with the reason', async () => {
  await using home = temporaryHome();
  const logs = await openLogBook({ directory: home.path });
  const store = await openStore({ file: ':memory:', secretKey: new Uint8Array(32) });
  const record = recordProcessEvents(logs, store, { write: (_level, text) => expect.fail(text) });
  const at = new Date().toISOString();
  const base = { id: 'a', seq: 1, at, runId: 1, type: 'exit' } as const;
  const report = { runId: 1, exitCode: null, signal: null, startedAt: at, endedAt: at, uptimeMs: 0 };
  const reason = {
    code: 'port_in_use',
    detail: 'Port 4010 is in use by another program.',
    next: 'Choose another port.',
  };
  record({ ...base, report: { ...report, cause: 'spawn-error', reason } });
  record({ ...base, report: { ...report, pid: 7, exitCode: 1, cause: 'crashed' } });
  expect((await logs.query({ processId: 'a', tail: 10 })).map(({ text }) => text)).toEqual([
    'no process was started (spawn-error): Port 4010 is in use by another program.',
    'process 7 ended (code 1, crashed)',
  ]);
  await logs.close();
  await store.close();
});
