// A host program: starts the program at argv[2], prints its pid, and ends without a shutdown: by itself, or when it is signalled (argv[3] "waits").
import { ProcessManager } from '../../src/index.ts';

const [path = '', ending] = process.argv.slice(2);
const manager = new ProcessManager();
const { pid } = await manager.startProcess({ id: 'child', command: process.execPath, args: [path], managed: true });
process.stdout.write(`${pid}\n`);
if (ending !== 'waits') process.exit(0);
