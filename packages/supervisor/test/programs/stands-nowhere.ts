// A host program whose working directory is removed under it; then it starts a command by name and one by path. Prints their statuses and where they stand as JSON.
import { readlinkSync, rmdirSync } from 'node:fs';
import { ProcessManager } from '../../src/index.ts';

const [directory = ''] = process.argv.slice(2);
process.chdir(directory);
rmdirSync(directory);
const manager = new ProcessManager();
const told: (string | undefined)[] = [];
for (const command of ['sleep', process.execPath]) {
  const args = command === 'sleep' ? ['60'] : ['-e', 'setInterval(() => undefined, 1000)'];
  const { status, pid } = await manager.startProcess({ id: 'one', command, args, timeouts: { termAfterMs: 20 } });
  told.push(status, readlinkSync(`/proc/${pid}/cwd`));
  await manager.removeProcess('one');
}
const relative = manager.startProcess({ id: 'relative', command: './nobody', restart: { mode: 'never' } });
told.push(
  await relative.then(
    () => 'started',
    (error: { message: string }) => error.message,
  ),
);
process.stdout.write(`${JSON.stringify(told)}\n`);
await manager.shutdown();
