// Owns what helps a person to use a server elsewhere: the runner's command line and the snippet for an AI client.
import type { ServerDefinition, ServerSecrets } from '@mcpm/domain';
import { runnerOptions } from './build-process.ts';
import { runnerArguments } from './runner-arguments.ts';
import { quoteForBash, quoteForCmd, quoteForPowerShell } from './shell-quote.ts';

/** The AI clients a snippet is made for. */
export type ClientName = 'claude-code' | 'claude-desktop' | 'cursor' | 'vscode' | 'codex' | 'generic';

/** A snippet, where it belongs and its language. */
export interface ClientGuide {
  readonly client: ClientName;
  readonly where: string;
  readonly language: 'json' | 'toml' | 'shell';
  readonly text: string;
}

/** A command line as argv and quoted for three shells. */
export interface CommandGuide {
  readonly argv: string[];
  readonly secretVariables: string[];
  readonly bash: string;
  readonly powershell: string;
  readonly cmd: string;
}

/** The command that runs a server by itself, without mcpm; secrets stand as variables to fill in. */
export function commandGuide(definition: ServerDefinition): CommandGuide {
  const named: ServerSecrets = Object.fromEntries(definition.secretNames.map((name) => [name, '<secret>']));
  const { argv, env } = runnerArguments(runnerOptions(definition, named));
  const full = ['npx', '-y', '@mcpm/runner', ...argv];
  return {
    argv: full,
    secretVariables: Object.keys(env),
    bash: full.map(quoteForBash).join(' '),
    powershell: full.map(quoteForPowerShell).join(' '),
    cmd: full.map(quoteForCmd).join(' '),
  };
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The snippet that connects a client to a server through the gateway; Claude Desktop takes no URL and gets a command. */
export function clientGuide(client: ClientName, definition: ServerDefinition, url: string): ClientGuide {
  const { name } = definition;
  switch (client) {
    case 'claude-code':
      return {
        client,
        where: 'Run it in a terminal',
        language: 'shell',
        text: `claude mcp add --transport http ${name} ${url}`,
      };
    case 'claude-desktop': {
      const { argv, secretVariables } = commandGuide({ ...definition, transport: 'stdio' });
      const args = argv.slice(1);
      const env = Object.fromEntries(secretVariables.map((variable) => [variable, `<${variable}>`]));
      const entry = secretVariables.length > 0 ? { command: 'npx', args, env } : { command: 'npx', args };
      return {
        client,
        where: 'claude_desktop_config.json',
        language: 'json',
        text: json({ mcpServers: { [name]: entry } }),
      };
    }
    case 'cursor':
      return { client, where: '~/.cursor/mcp.json', language: 'json', text: json({ mcpServers: { [name]: { url } } }) };
    case 'vscode':
      return {
        client,
        where: '.vscode/mcp.json',
        language: 'json',
        text: json({ servers: { [name]: { type: 'http', url } } }),
      };
    case 'codex':
      return {
        client,
        where: '~/.codex/config.toml',
        language: 'toml',
        text: `[mcp_servers.${name}]\nurl = "${url}"\n`,
      };
    case 'generic':
      return {
        client,
        where: "Your client's MCP settings",
        language: 'json',
        text: json({ mcpServers: { [name]: { type: 'http', url } } }),
      };
  }
}
