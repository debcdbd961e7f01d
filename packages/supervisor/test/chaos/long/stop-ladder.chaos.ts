import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Supervision } from '../../supervision.ts';

const program = fileURLToPath(new URL('../../programs/leaves-late.mjs', import.meta.url));
const LATE_MS = { 'just-in-time': 9700, 'too-late': 10_300 };

test('P24, P25: by the times everybody has, a child is asked at once, urged after 2 s and killed after 10 s, and one that leaves before is not', async () => {
  await using supervision = new Supervision();
  const { manager } = supervision;
  for (const [id, lateMs] of Object.entries(LATE_MS))
    await manager.startProcess({ id, command: process.execPath, args: [program, String(lateMs)], managed: true });
  const from = Date.now();
  await Promise.all(Object.keys(LATE_MS).map((id) => manager.stopProcess(id)));
  const within = (atMs: number) =>
    expect.toSatisfy(
      (time: number) => time - from >= atMs - 5 && time - from <= atMs + 100,
      `${atMs} ms after the stop, +100 ms`,
    );
  for (const id of Object.keys(LATE_MS)) {
    const told = new Map(
      supervision
        .output(id, 'stderr')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
    expect(Object.fromEntries([...told].map(([word, time]) => [word, Number(time)]))).toEqual({
      asked: within(0),
      end: within(0),
      SIGTERM: within(2000),
    });
  }
  const [inTime, tooLate] = ['just-in-time', 'too-late'].map((id) => supervision.of('exit', id)[0]);
  expect(inTime?.report).toMatchObject({ exitCode: 7, signal: null, cause: 'asked' });
  expect(tooLate?.report).toMatchObject({ exitCode: null, signal: 'SIGKILL', cause: 'asked' });
  expect(Date.parse(tooLate?.report.endedAt ?? '') - from).toBeLessThan(10_500);
});
