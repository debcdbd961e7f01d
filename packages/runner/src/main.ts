// Owns the first decision of the process: print a text, keep a server alive, or be one.
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import { listOptionShapes } from './cli/option-table.ts';
import { parseInvocation, type CommandInvocation, type ServerInvocation } from './cli/parse-options.ts';
import type { Environment } from './runtime/environment.ts';
import type { CommandName } from './cli/command-flags.ts';
import { exitCodeOf } from './life/exit-code.ts';
import { BoundedSink } from './log/bounded-sink.ts';
import { Logger } from './log/logger.ts';
import { runnerVersion } from './runtime/version.ts';

/** Runs the command line of this process; `script` and `argv` are its file and the arguments after it. */
export async function main(script: string, argv: readonly string[], env: Environment): Promise<void> {
  // Standard output belongs to the protocol: whatever a dependency prints goes to standard error.
  globalThis.console = new globalThis.console.Console(process.stderr, process.stderr);
  // Whoever closes the log loses the log, not the server.
  process.stderr.on('error', () => undefined);
  try {
    const invocation = await parseInvocation(argv, env, listOptionShapes());
    if (invocation.wants === 'server') await start([script, ...argv], invocation, env);
    else if (invocation.wants === 'command') await runOnce(invocation, env);
    else printOnly(invocation.wants === 'help' ? await helpText(invocation.command) : `${runnerVersion()}\n`);
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

async function runOnce({ wants: _wants, warnings, ...command }: CommandInvocation, env: Environment): Promise<void> {
  const log = loggerFor(command.options.logLevel);
  for (const warning of warnings) log.warn(warning);
  const { runCommand } = await import('./commands/run-command.ts');
  const code = await runCommand({ ...command, env, stdout: process.stdout, stderr: process.stderr, log });
  // Connections that are kept alive must not keep the process, and what was printed must be out before it ends.
  process.stdout.write('', () => process.exit(code));
}

/** One line for each fault, then the next step; a managed parent is told the same. */
function refuse(error: McpmError): void {
  const log = loggerFor('error');
  log.error(`${error.code}: ${error.title}`);
  for (const { pointer, message } of error.faults) log.error(`  ${pointer}${pointer === '' ? '' : ' '}${message}`);
  log.error(error.next);
  const exit = () => process.exit(exitCodeOf(error));
  if (process.connected && process.send) process.send({ type: 'failed', reason: error.reason }, exit);
  else exit();
}

function printOnly(text: string): void {
  // Whoever closes the pipe has read enough.
  process.stdout.on('error', () => undefined);
  process.stdout.write(text);
}

async function helpText(command: CommandName | undefined): Promise<string> {
  const { formatHelp } = await import('./cli/help.ts');
  const text = await formatHelp(listOptionShapes(), Math.min(process.stdout.columns ?? 100, 120), command);
  return `${text}\n`;
}

function loggerFor(level: RunnerOptions['logLevel']): Logger {
  const now = () => new Date();
  return new Logger({ level, sink: new BoundedSink(process.stderr, now), now });
}
