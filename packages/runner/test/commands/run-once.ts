// Owns running one command of the runner from source as a real process, to its end.
import { startRunner } from '../runner-process.ts';

/** What a process said, and how it ended. */
export interface Ended {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `mcpm-runner` with these arguments until it ends; `input` is its standard input. */
export async function runOnce(
  args: readonly string[],
  { env = {}, input }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Ended> {
  await using runner = startRunner(args, env);
  runner.child.stdin?.end(input);
  const code = await runner.exited;
  return { code, stdout: runner.stdout(), stderr: runner.stderr() };
}
