// A host program with a whole supervisor on the run directory at argv[2]: takes a line of JSON per command and answers with one.
import { createInterface } from 'node:readline';
import type { ProcessSpecInput } from '@mcpm/domain';
import { ProcessManager } from '../../src/index.ts';

type Command =
  | { readonly do: 'recover' }
  | { readonly do: 'start'; readonly spec: ProcessSpecInput }
  | { readonly do: 'stop'; readonly id: string }
  | { readonly do: 'info'; readonly id: string }
  | { readonly do: 'shutdown' };

const manager = new ProcessManager({ runDir: process.argv[2] ?? '' });

async function perform(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'recover':
      return manager.recover();
    case 'start':
      return manager.startProcess(command.spec);
    case 'stop':
      return manager.stopProcess(command.id);
    case 'info':
      return manager.getProcessInfo(command.id);
    case 'shutdown':
      return manager.shutdown();
  }
}

process.stdout.write('"up"\n');
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await perform(JSON.parse(line) as Command).catch((error: unknown) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
}
