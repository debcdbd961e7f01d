// Owns the sentences about the life of a server that go to the log.
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import type { CompiledDocument } from '@mcpm/openapi';
import type { Logger } from '../log/logger.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ListChoice } from '../tools/lazy/choose-list.ts';
import type { ReadyServer } from '../welcome/welcome.ts';

const WARNINGS_SHOWN = 20;

/** A failure in one line: code, what and where, and the next step; a bug with its stack. */
export function describeError(error: unknown): string {
  if (error instanceof McpmError) return `${error.code}: ${error.message} ${error.next}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Says what the document has become, and each of its first twenty flaws. */
export function tellDocument(log: Logger, { title, version, names, operations, warnings }: CompiledDocument): void {
  const counts = `${count(names.length, 'tool')} of ${count(operations, 'operation')}, ${count(warnings.length, 'warning')}`;
  log.info(`${title} ${version}: ${counts}`);
  if (names.length === 0 && operations > 0)
    log.warn(
      'No operation became a tool: --include, --exclude and --read-only leave none, or the warnings say what is wrong with them',
    );
  for (const { code, message, pointer, line } of warnings.slice(0, WARNINGS_SHOWN)) {
    log.warn(`${code}: ${message} (at ${pointer}${line === undefined ? '' : `, line ${line}`})`);
  }
  if (warnings.length > WARNINGS_SHOWN) log.warn(`and ${count(warnings.length - WARNINGS_SHOWN, 'more warning')}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Says that operations are searched instead of listed, if they are: why, and how to have it otherwise. */
export function tellList(
  log: Logger,
  list: { readonly document: CompiledDocument; readonly choice: ListChoice; readonly listBudget: number },
): void {
  const { document, choice, listBudget } = list;
  if (!choice.lazy) return;
  const tools = document.names.length;
  const why =
    choice.tokens === undefined
      ? `${tools} tools, as --lazy always wants it`
      : `listing ${tools} tools would cost about ${Number(choice.tokens.toPrecision(2))} tokens, and --list-budget is ${listBudget}`;
  log.info(`Clients get tools to search, describe and call operations: ${why}; --lazy never lists them all`);
}

/** The work, with a line on the terminal of `stderr` while it takes long; nothing is loaded where there is no terminal. */
export function whileLoading<T>(stderr: Terminal, openapi: string, work: Promise<T>): Promise<T> {
  return stderr.isTTY === true ? showWork(stderr, openapi, work) : work;
}

async function showWork<T>(stderr: Terminal, openapi: string, work: Promise<T>): Promise<T> {
  // Whoever awaits the result is told of a failure; while the line is being loaded nobody does yet.
  work.catch(() => undefined);
  const { showLoading } = await import('../terminal/loading-line.ts');
  return showLoading(stderr, `Reading ${openapi.length > 60 ? 'the document' : openapi}`, work);
}

/** Shows a person on a terminal the tools, and how clients are connected; nothing anywhere else, under a manager, and where only warnings are wanted. */
export async function tellPeople(
  stderr: Terminal,
  env: Readonly<Record<string, string | undefined>>,
  server: ReadyServer,
): Promise<void> {
  const { managed, logLevel } = server.options;
  if (stderr.isTTY !== true || managed || logLevel === 'warn' || logLevel === 'error') return;
  const { welcomeText } = await import('../welcome/welcome.ts');
  stderr.write(welcomeText(stderr, env, server));
}

/** Says where clients find the server, and that a door stands open where it does. */
export function tellPlace(log: Logger, options: RunnerOptions, port: number | undefined): void {
  if (port === undefined) {
    log.info('Serving MCP on standard input and output');
    return;
  }
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  log.info(`Serving MCP (${options.transport}) at http://${host}:${port}${options.endpoint}`);
  const local = ['127.0.0.1', '::1', 'localhost'].includes(options.host);
  if (!local && options.requireToken === undefined && options.oauthIssuer === undefined) {
    log.warn(
      `Everyone who reaches ${host}:${port} may call; demand a token with MCPM_REQUIRE_TOKEN, or those of --oauth-issuer`,
    );
  }
}
