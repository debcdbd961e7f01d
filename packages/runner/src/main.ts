// Owns the first decision of the process: print a text, keep a server alive, or be one.
import { Console } from 'node:console';
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import { parseInvocation, type Environment, type ServerInvocation } from './cli/parse-options.ts';
import { exitCodeOf } from './life/exit-code.ts';
import { Logger } from './log/logger.ts';
import { runnerVersion } from './version.ts';

/** Runs the command line of this process; `script` and `argv` are its file and the arguments after it. */
export async function main(script: string, argv: readonly string[], env: Environment): Promise<void> {
  // Standard output belongs to the protocol: whatever a dependency prints goes to standard error.
  globalThis.console = new Console(process.stderr, process.stderr);
  // Whoever closes the log loses the log, not the server.
  process.stderr.on('error', () => undefined);
  try {
    const invocation = parseInvocation(argv, env);
    if (invocation.wants === 'server') await start([script, ...argv], invocation, env);
    else process.stdout.write(invocation.wants === 'help' ? await helpText() : `${runnerVersion()}\n`);
  } catch (error) {
    if (!(error instanceof McpmError)) throw error;
    refuse(error);
  }
}

async function start(command: readonly string[], invocation: ServerInvocation, env: Environment): Promise<void> {
  const { options, warnings } = invocation;
  const log = loggerFor(options.logLevel);
  if (options.autoRestart && !options.managed) {
    const { keepAlive } = await import('./life/keep-alive.ts');
    const args = [...process.execArgv, ...command, '--no-auto-restart'];
    process.exit(await keepAlive({ command: process.execPath, args, env }, log));
  }
  for (const warning of warnings) log.warn(warning);
  const { RunningServer } = await import('./life/run-server.ts');
  await new RunningServer(options, log, env).run();
}

/** One line for each fault, then the next step; a managed parent is told the same. */
function refuse(error: McpmError): void {
  const log = loggerFor('error');
  log.error(`${error.code}: ${error.title}`);
  for (const { pointer, message } of error.faults) log.error(`  ${pointer} ${message}`);
  log.error(error.next);
  const exit = () => process.exit(exitCodeOf(error));
  if (process.connected && process.send) process.send({ type: 'failed', reason: error.reason }, exit);
  else exit();
}

async function helpText(): Promise<string> {
  const { formatHelp } = await import('./cli/help.ts');
  const { listOptionShapes } = await import('./cli/option-shape.ts');
  const text = await formatHelp(listOptionShapes(), Math.min(process.stdout.columns ?? 100, 120));
  return `${text}\n`;
}

function loggerFor(level: RunnerOptions['logLevel']): Logger {
  return new Logger({ level, sink: process.stderr, now: () => new Date() });
}
