import { temporaryHome } from '@mcpm/test-kit';
import type { ExitReport } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { Supervision } from '../supervision.ts';

interface Ending {
  readonly does: string;
  readonly command: readonly string[];
  readonly report: Partial<ExitReport>;
  readonly words: RegExp;
}

const sh = (script: string): readonly string[] => ['/bin/sh', '-c', script];
const node = (...args: readonly string[]): readonly string[] => [process.execPath, ...args];
const fillsItsHeap = 'const kept = []; for (;;) kept.push(Array.from({ length: 1000 }, () => ({})))';

const endings: readonly Ending[] = [
  { does: 'exits 0', command: sh('exit 0'), report: { exitCode: 0, cause: 'crashed' }, words: /exit code 0 after/ },
  { does: 'exits 1', command: sh('exit 1'), report: { exitCode: 1, cause: 'crashed' }, words: /exit code 1 after/ },
  {
    does: 'has an option Node does not know',
    command: node('--no-such-option'),
    report: { exitCode: 9, cause: 'unrecoverable' },
    words: /exit code 9 \(Node does not know one of its options\)/,
  },
  {
    does: 'awaits what never comes',
    command: node('--input-type=module', '-e', 'await new Promise(() => undefined)'),
    report: { exitCode: 13, cause: 'crashed' },
    words: /exit code 13 \(a top-level await was never settled\)/,
  },
  {
    does: 'is a shell that may not execute',
    command: sh('/dev/null'),
    report: { exitCode: 126, cause: 'unrecoverable' },
    words: /exit code 126 \(the command may not be executed\)/,
  },
  {
    does: 'is a shell that does not find',
    command: sh('no-such-command-anywhere'),
    report: { exitCode: 127, cause: 'unrecoverable' },
    words: /exit code 127 \(the command was not found\)/,
  },
  {
    does: 'dies of SIGSEGV',
    command: sh('kill -SEGV $$'),
    report: { exitCode: null, signal: 'SIGSEGV', cause: 'crashed' },
    words: /SIGSEGV \(it touched memory that is not its own\)/,
  },
  {
    does: 'aborts',
    command: node('-e', 'process.abort()'),
    report: { exitCode: null, signal: 'SIGABRT', cause: 'crashed' },
    words: /SIGABRT \(it gave up on itself/,
  },
  {
    does: 'fills its heap',
    command: node('--max-old-space-size=16', '-e', fillsItsHeap),
    report: { exitCode: null, signal: 'SIGABRT', cause: 'crashed' },
    words: /SIGABRT \(it gave up on itself, as Node does when its heap is full\)/,
  },
  {
    does: 'throws',
    command: node('-e', 'throw new Error("the end")'),
    report: { exitCode: 1, cause: 'crashed' },
    words: /exit code 1 after/,
  },
];

test('P3: each way to end is told once, with its code or signal, its cause, and words that name it', async () => {
  // Where a core may be written.
  await using home = temporaryHome();
  await using supervision = new Supervision();
  const { manager } = supervision;
  const ends = endings.map(({ does, command: [command = '', ...args] }) =>
    manager
      .startProcess({ id: does, command, args: [...args], cwd: home.path, restart: { mode: 'never' } })
      .catch(() => undefined),
  );
  await Promise.all(ends);
  for (const { does, report, words } of endings) {
    const reports = supervision.of('exit', does).map((event) => event.report);
    expect({ does, reports }).toEqual({
      does,
      reports: [
        expect.objectContaining({
          runId: 1,
          ...report,
          reason: expect.objectContaining({ detail: expect.stringMatching(words) }),
        }),
      ],
    });
    expect(manager.getProcessInfo(does)).toMatchObject({
      status: report.cause === 'unrecoverable' ? 'failed' : 'stopped',
      runId: 1,
    });
  }
  expect(supervision.output('fills its heap', 'stderr')).toMatch(/heap out of memory/);
});
