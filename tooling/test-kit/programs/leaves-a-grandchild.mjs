// Starts a child that ignores SIGTERM, prints its pid on stdout, is ready, and leaves with 0 on shutdown or SIGTERM without it.
import { spawn } from 'node:child_process';

// The grandchild stays in the group and holds stderr open. It goes by itself after a minute, so that no broken test leaves it behind.
const script = `process.on('SIGTERM', () => process.stderr.write('grandchild ignored SIGTERM\\n'));
setTimeout(() => process.exit(), 60_000);
process.stdout.write('deaf');`;
const grandchild = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
grandchild.stdout.once('data', () => {
  process.stdout.write(`${grandchild.pid}\n`);
  process.send?.({ type: 'ready', tools: 1, warnings: 0 });
});
process.on('message', ({ type }) => type === 'shutdown' && process.exit(0));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
