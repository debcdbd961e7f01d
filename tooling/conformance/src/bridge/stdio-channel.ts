// Owns a pipe to a runner on standard input and output: a process, a line for each message.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { RunnerCommand } from '../run/start-runner.ts';
import type { OpenChannel } from './channel.ts';

/** Each pipe is a process of its own. A line that is no JSON ends the test that reads it. */
export function stdioChannel({ command, args, env }: RunnerCommand): OpenChannel {
  return async (onMessage) => {
    const child = spawn(command, [...args, '--transport', 'stdio'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const exited = once(child, 'exit');
    createInterface({ input: child.stdout }).on('line', (line) => onMessage(JSON.parse(line)));
    // Whoever writes to a process that left learns it by the answer that does not come.
    child.stdin.on('error', () => undefined);
    return {
      send: async (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
      close: async () => {
        child.stdin.end();
        await exited;
      },
    };
  };
}
