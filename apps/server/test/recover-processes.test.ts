import { ProcessManager } from '@mcpm/supervisor';
import { temporaryHome } from '@mcpm/test-kit';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recoverProcesses } from '../src/recover-processes.ts';

test('a record that cannot be read is kept and told; a home that another manager has is refused', async () => {
  await using home = temporaryHome();
  const runDir = join(home.path, 'run');
  mkdirSync(join(runDir, 'ledger'), { recursive: true });
  writeFileSync(join(runDir, 'ledger', 'x.1.run'), 'no record');
  const said: string[] = [];
  const log = { write: (level: string, text: string) => void said.push(`${level}: ${text}`) };
  const first = new ProcessManager({ runDir });
  const second = new ProcessManager({ runDir });
  await recoverProcesses(first, log);
  await expect(recoverProcesses(second, log)).rejects.toMatchObject({ code: 'supervisor_unsuitable' });
  expect(said).toEqual([expect.stringMatching(/^warn: A record of a running process .*x\.1\.run\.damaged\.$/)]);
  await first.shutdown();
  await second.shutdown();
});
