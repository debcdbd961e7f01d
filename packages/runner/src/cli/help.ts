// Owns the help text: how a server is started for each use, the commands, and every option with its default and variable, taken from the schema.
import { commandFacts, type CommandName } from './command-flags.ts';
import { commandHelp } from './command-help.ts';
import type { OptionShape } from './option-shape.ts';

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['$0 petstore.yaml', 'a stdio server, as MCP clients start it'],
  ['claude mcp add petstore -- npx -y @mcpm/runner "$PWD/petstore.yaml"', 'the same for Claude Code'],
  [
    '{"mcpServers": {"petstore": {"command": "npx", "args": ["-y", "@mcpm/runner", "/path/petstore.yaml"]}}}',
    'the same for Claude Desktop',
  ],
  [
    '$0 https://api.example.com/openapi.json --transport streamable --port 3001',
    'an HTTP server at http://127.0.0.1:3001/mcp',
  ],
  ['MCPM_AUTH_TOKEN=... $0 petstore.yaml', 'an API that wants a bearer token'],
  ["MCPM_CREDENTIALS='api_key=...' $0 petstore.yaml", 'an API that wants a key, by the name of its security scheme'],
  ['$0 petstore.yaml --read-only', 'only operations that change nothing'],
  ["$0 petstore.yaml --include tag:pets --exclude 'path:/admin/**'", 'some of the operations'],
  ['$0 inspect petstore.yaml', 'what the document becomes, before anything is served'],
  ['$0 doctor petstore.yaml --fix mended.yaml', 'its flaws, and an Overlay that mends them'],
];

const EPILOGUE = `A document may stand without --openapi. Every option has an environment variable, given in brackets; an argument wins over its variable, a variable over --config. Secrets belong in variables.

Exit codes: 0 asked to stop, 1 a bug (call, doctor: the result is an error, the document has errors), 64 wrong command line, 65 the document cannot be used, 69 it cannot be reached, 73 the port is taken, 78 a wrong variable or file of options.`;

/** The help text for a terminal of `width` columns: of everything, or of one command. yargs is loaded here, for nothing else needs it. */
export async function formatHelp(
  shapes: readonly OptionShape[],
  width: number,
  command?: CommandName,
): Promise<string> {
  if (command !== undefined) return commandHelp(command, width);
  const { default: yargs } = await import('yargs');
  const parser = yargs([])
    .scriptName('mcpm-runner')
    .usage('Serves one OpenAPI document over MCP.\n\n  $0 URL|FILE [options]\n  $0 COMMAND [words] [options]')
    .wrap(width)
    .help(false)
    .version(false)
    .updateStrings({ 'Options:': 'Help:' })
    .epilogue(EPILOGUE);
  for (const [name, { words, description }] of Object.entries(commandFacts))
    parser.command(`${name} ${placeholders(words)}`, description);
  for (const [line, meaning] of EXAMPLES) parser.example(line, meaning);
  for (const shape of shapes) {
    parser.option(shape.flag, {
      group: `${shape.group}:`,
      description: describe(shape),
      ...(shape.kind === 'switch' ? { boolean: true } : { string: true, requiresArg: true }),
    });
  }
  parser.option('config', { string: true, requiresArg: true, description: 'FILE  Options by name, JSON or YAML' });
  parser.option('help', { alias: 'h', boolean: true, description: 'Show this text; with a command, its own' });
  parser.option('version', { alias: 'v', boolean: true, description: 'Show the version' });
  return parser.getHelp();
}

/** yargs takes words in angle and square brackets only. */
function placeholders(words: string): string {
  return words
    .split(' ')
    .map((word) => (word.startsWith('[') ? word : `<${word}>`))
    .join(' ');
}

function describe(shape: OptionShape): string {
  const value = shape.placeholder === undefined ? '' : `${shape.placeholder}  `;
  const repeatable = shape.repeatable ? '; repeatable' : '';
  const fallback =
    typeof shape.fallback === 'string' || typeof shape.fallback === 'number' ? `; default ${shape.fallback}` : '';
  return `${value}${shape.description}${repeatable}${fallback} [${shape.env}]`;
}
