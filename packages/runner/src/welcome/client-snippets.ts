// Owns how clients are connected to this server: the command or the lines of configuration of each.
import { shellWord } from '../terminal/shell-word.ts';

/** Where a client finds the server: it starts it, or it goes to its URL. */
export type ServerPlace =
  | { readonly command: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }
  | { readonly url: string; readonly transport: 'sse' | 'streamable'; readonly token: boolean };

/** What is to be done for a client. */
export interface ClientSnippet {
  readonly client: string;
  /** A command, or the name of a file and what belongs into it. */
  readonly lines: readonly string[];
}

/** The snippets for the usual clients; `name` is what they call the server. Only placeholders stand for secrets. */
export function clientSnippets(name: string, place: ServerPlace): readonly ClientSnippet[] {
  return 'url' in place ? byUrl(name, place) : byCommand(name, place);
}

function byCommand(
  name: string,
  { command, args, env }: Extract<ServerPlace, { readonly command: string }>,
): readonly ClientSnippet[] {
  const words = [command, ...args].map((word) => shellWord(word)).join(' ');
  const flags = Object.entries(env)
    .map(([key, value]) => ` --env ${shellWord(`${key}=${value}`)}`)
    .join('');
  const entry = { command, args, ...(Object.keys(env).length === 0 ? {} : { env }) };
  return [
    { client: 'Claude Code', lines: [`claude mcp add ${name}${flags} -- ${words}`] },
    { client: 'Codex', lines: [`codex mcp add ${name}${flags} -- ${words}`] },
    { client: 'VS Code', lines: [`code --add-mcp ${shellWord(JSON.stringify({ name, ...entry }))}`] },
    { client: 'Claude Desktop, Cursor (mcpServers)', lines: [JSON.stringify({ [name]: entry })] },
  ];
}

function byUrl(
  name: string,
  { url, transport, token }: Extract<ServerPlace, { readonly url: string }>,
): readonly ClientSnippet[] {
  const kind = transport === 'sse' ? 'sse' : 'http';
  const header = token ? ` --header 'Authorization: Bearer TOKEN'` : '';
  const headers = token ? { headers: { Authorization: 'Bearer TOKEN' } } : {};
  return [
    { client: 'Claude Code', lines: [`claude mcp add --transport ${kind} ${name} ${shellWord(url)}${header}`] },
    // Codex speaks Streamable HTTP, not sse.
    ...(transport === 'sse'
      ? []
      : [
          {
            client: 'Codex (~/.codex/config.toml)',
            lines: [
              `[mcp_servers.${name}]`,
              `url = ${JSON.stringify(url)}`,
              ...(token ? ['bearer_token_env_var = "MCPM_REQUIRE_TOKEN"'] : []),
            ],
          },
        ]),
    {
      client: 'VS Code',
      lines: [`code --add-mcp ${shellWord(JSON.stringify({ name, type: kind, url, ...headers }))}`],
    },
    { client: 'Cursor (mcpServers)', lines: [JSON.stringify({ [name]: { url, ...headers } })] },
  ];
}

/** A name that every client takes: of the title of the document. */
export function serverName(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const name = words.slice(0, 3).join('-').slice(0, 30);
  return /^[a-z]/.test(name) ? name : `api${name === '' ? '' : `-${name}`}`;
}
