// Owns `--auto-restart`: a small parent that starts the server again after a crash and passes signals on.
import { spawn, type ChildProcess } from 'node:child_process';
import { ExitCode } from '@mcpm/domain';
import type { Logger } from '../log/logger.ts';
import { planRestart } from './plan-restart.ts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** What the parent starts. */
export interface KeptCommand {
  /** Executable and arguments of the server, without `--auto-restart`. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs the command with the streams of this process until it ends for good; resolves with the exit code to leave with. The child gets an IPC channel
 * only so that it leaves when this process is killed.
 */
export async function keepAlive(kept: KeptCommand, log: Logger): Promise<number> {
  const leaving = new AbortController();
  let child: ChildProcess | undefined;
  const pass = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGHUP') leaving.abort();
    child?.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    for (let crashes: readonly number[] = []; ;) {
      child = spawn(kept.command, [...kept.args], { env: kept.env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
      const { code, told } = await ending(child);
      const exitCode = code ?? ExitCode.bug;
      if (leaving.signal.aborted) return exitCode;
      const plan = planRestart({ code, at: performance.now() }, crashes);
      if (plan.kind === 'give-up') {
        if (exitCode !== ExitCode.ok)
          log.error(`The server ended with ${told} and is not started again: ${plan.reason}.`);
        return exitCode;
      }
      log.warn(`The server ended with ${told}; it is started again in ${plan.delayMs / 1000} s.`);
      crashes = plan.crashes;
      if (!(await pause(plan.delayMs, leaving.signal))) return ExitCode.ok;
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

function ending(child: ChildProcess): Promise<{ readonly code: number | null; readonly told: string }> {
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number | null; readonly told: string }>();
  child.once('exit', (code, signal) =>
    resolve({ code, told: signal === null ? `exit code ${code}` : `signal ${signal}` }),
  );
  child.once('error', (error) => resolve({ code: ExitCode.bug, told: `an error (${error.message})` }));
  return promise;
}

/** Resolves with true after the time, with false as soon as the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, true);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve(false);
  });
  return promise;
}
