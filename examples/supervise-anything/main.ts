// Starts any command under supervision, says what it is, and stops it.
import { ProcessManager } from '@mcpm/supervisor';

const [command = 'cat', ...args] = process.argv.slice(2);
const manager = new ProcessManager();
manager.subscribe((event) => event.type === 'output' && process.stdout.write(event.text));
try {
  const { status, pid } = await manager.startProcess({ id: 'anything', command, args });
  process.stdout.write(`${command} is ${status} as process ${pid}\n`);
  const { lastExit } = await manager.stopProcess('anything');
  const end = lastExit?.signal ? `by ${lastExit.signal}` : `with exit code ${lastExit?.exitCode}`;
  process.stdout.write(`it ended because it was ${lastExit?.cause}, ${end}\n`);
} finally {
  await manager.shutdown();
}
