// Owns a supervisor of one test: its events are kept, a Node warning fails the test, and nothing it started remains.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProcessEvent, ProcessSpecInput } from '@mcpm/domain';
import { program, programNames, type ProgramName } from '@mcpm/test-kit';
import { ProcessManager, type ProcessManagerOptions } from '../src/index.ts';

/** Programs of this package's own tests. */
type OwnProgram =
  | 'floods-stdout'
  | 'sends-garbage'
  | 'tells-statistics'
  | 'tells-why-it-failed'
  | 'writes-split-characters';

export class Supervision implements AsyncDisposable {
  readonly manager: ProcessManager;
  readonly events: ProcessEvent[] = [];
  readonly #warnings: Error[] = [];
  readonly #onWarning = (warning: Error) => void this.#warnings.push(warning);

  constructor(options: Partial<ProcessManagerOptions> = {}) {
    this.manager = new ProcessManager(options);
    this.manager.subscribe((event) => this.events.push(event));
    process.on('warning', this.#onWarning);
  }

  /** The events of one type, of one process if an id is given. */
  of<T extends ProcessEvent['type']>(type: T, id?: string): Extract<ProcessEvent, { type: T }>[] {
    return this.events.filter(
      (event): event is Extract<ProcessEvent, { type: T }> =>
        event.type === type && (id === undefined || event.id === id),
    );
  }

  /** The text a process wrote so far. */
  output(id: string, stream: 'stdout' | 'stderr'): string {
    return this.of('output', id)
      .filter((event) => event.stream === stream)
      .map((event) => event.text)
      .join('');
  }

  /** The statuses a process had, each once in a row. */
  statuses(id: string): string[] {
    const statuses = this.of('status', id).map((event) => event.info.status);
    return statuses.filter((status, index) => status !== statuses[index - 1]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.manager.shutdown();
    process.off('warning', this.#onWarning);
    const [warning] = this.#warnings;
    if (warning) throw warning;
  }
}

/** A managed process that runs a program; its id is the program's name unless another one is given. */
export function managed(name: ProgramName | OwnProgram, changes: Partial<ProcessSpecInput> = {}): ProcessSpecInput {
  const isShared = (programNames as readonly string[]).includes(name);
  const path = isShared
    ? program(name as ProgramName)
    : fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url));
  return { id: name, command: process.execPath, args: [path], managed: true, ...changes };
}

/** Any other command: a script run by Node. */
export function script(id: string, source: string, changes: Partial<ProcessSpecInput> = {}): ProcessSpecInput {
  return { id, command: process.execPath, args: ['-e', source], ...changes };
}

/** Whether no process has this pid; one that is dead and waits for its parent counts as gone. */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // Nobody to signal, and no such directory: gone.
    return true;
  }
}
