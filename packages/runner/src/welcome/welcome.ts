// Owns what a person sees on a terminal once a server is ready: its tools, and how clients are connected to it.
import type { RunnerOptions } from '@mcpm/domain';
import type { CompiledDocument } from '@mcpm/openapi';
import type { Environment } from '../runtime/environment.ts';
import { listOptionShapes } from '../cli/option-table.ts';
import { textTable } from '../terminal/text-table.ts';
import { paintFor, printable, widthOf, type Terminal } from '../terminal/terminal.ts';
import { clientSnippets, serverName, type ServerPlace } from './client-snippets.ts';
import { serverArguments } from './server-arguments.ts';

/** Tools that are shown. */
const SHOWN = 20;
const COLUMNS = [
  { title: 'TOOL', shrinks: true },
  { title: 'OPERATION', shrinks: true },
] as const;

/** A server that is ready. */
export interface ReadyServer {
  readonly options: RunnerOptions;
  readonly document: CompiledDocument;
  /** Whether operations are searched instead of listed. */
  readonly lazy: boolean;
  /** Absent for stdio. */
  readonly port?: number | undefined;
}

/** The text, or nothing where there is no terminal. */
export function welcomeText(terminal: Terminal, env: Environment, server: ReadyServer): string {
  if (terminal.isTTY !== true) return '';
  const { document, lazy } = server;
  const paint = paintFor(terminal, env);
  const rows = document.names.slice(0, SHOWN).map((name) => {
    const { method = '', path = '' } = document.find(name)?.operation ?? {};
    return [name, printable(`${method} ${path}`)];
  });
  const [titles = '', ...table] = textTable(COLUMNS, rows, widthOf(terminal));
  const more = document.names.length - rows.length;
  const name = serverName(document.title);
  const snippets = clientSnippets(name, placeOf(server)).flatMap(({ client, lines }) => [
    `  ${paint.bold(client)}`,
    ...lines.map((line) => `    ${printable(line)}`),
  ]);
  return [
    '',
    ...(rows.length === 0 ? [] : [paint.dim(titles), ...table]),
    ...(more > 0 ? [paint.dim(`and ${more} more${lazy ? ', found with search_operations' : ''}`)] : []),
    '',
    'To connect a client:',
    ...snippets,
    '',
    '',
  ].join('\n');
}

function placeOf({ options, port }: ReadyServer): ServerPlace {
  const { transport, host, endpoint, requireToken, oauthIssuer, publicUrl } = options;
  if (transport === 'stdio' || port === undefined) {
    const { args, secrets } = serverArguments(options, listOptionShapes());
    const env = Object.fromEntries(secrets.map((variable) => [variable, 'SECRET']));
    return { command: 'npx', args: ['-y', '@mcpm/runner', ...args], env };
  }
  const everywhere = host === '0.0.0.0' || host === '::';
  const shown = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    url: publicUrl ?? `http://${shown}:${port}${endpoint}`,
    transport,
    token: requireToken !== undefined && oauthIssuer === undefined,
  };
}
