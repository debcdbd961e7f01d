// Owns the way from the name of a command to its code; only that of the command is loaded.
import { McpmError } from '@mcpm/domain';
import type { CommandRun } from './input/command-run.ts';

/** Runs a command. Resolves with the exit code of the process; rejects with a named failure, or with a bug. */
export async function runCommand(run: CommandRun): Promise<number> {
  // Whoever closes the pipe has read enough.
  process.stdout.on('error', () => undefined);
  try {
    return await dispatch(run);
  } catch (error) {
    throw error instanceof McpmError && error.faults.length === 0 ? detailed(error) : error;
  }
}

/** Whoever typed a command has no log to look into: what went wrong is told as a fault. */
function detailed(error: McpmError): McpmError {
  const { code, message, next } = error;
  return new McpmError(code, message, { cause: error, next, faults: [{ pointer: '', message }] });
}

async function dispatch(run: CommandRun): Promise<number> {
  switch (run.command) {
    case 'inspect':
      return (await import('./inspect/inspect.ts')).inspect(run);
    case 'call':
      return (await import('./call/call.ts')).call(run);
    case 'curl':
      return (await import('./curl/curl.ts')).curl(run);
    case 'doctor':
      return (await import('./doctor/doctor.ts')).doctor(run);
    case 'completion':
      return (await import('./completion/completion.ts')).completion(run);
  }
}
