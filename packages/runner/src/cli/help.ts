// Owns the help text: groups, defaults and variables, all taken from the schema of the options.
import yargs from 'yargs';
import type { OptionShape } from './option-shape.ts';

/** The help text for a terminal of `width` columns. */
export async function formatHelp(shapes: readonly OptionShape[], width: number): Promise<string> {
  const parser = yargs([])
    .scriptName('mcpm-runner')
    .usage('Serves one OpenAPI document over MCP.\n\n  $0 --openapi URL|FILE|- [options]')
    .wrap(width)
    .help(false)
    .version(false)
    .updateStrings({ 'Options:': 'Help:' })
    .example('$0 --openapi petstore.yaml', 'a stdio server for one MCP client')
    .example(
      '$0 --openapi https://api.example.com/openapi.json --transport streamable --port 3001',
      'an HTTP server at http://127.0.0.1:3001/mcp',
    )
    .epilogue(
      'Every option has an environment variable, given in brackets; an argument wins over it. Secrets belong in variables.',
    );
  for (const shape of shapes) {
    parser.option(shape.flag, {
      group: `${shape.group}:`,
      description: describe(shape),
      ...(shape.kind === 'switch' ? { boolean: true } : { string: true, requiresArg: true }),
    });
  }
  parser.option('help', { alias: 'h', boolean: true, description: 'Show this text' });
  parser.option('version', { alias: 'v', boolean: true, description: 'Show the version' });
  return parser.getHelp();
}

function describe(shape: OptionShape): string {
  const value = shape.placeholder === undefined ? '' : `${shape.placeholder}  `;
  const repeatable = shape.repeatable ? '; repeatable' : '';
  const fallback =
    typeof shape.fallback === 'string' || typeof shape.fallback === 'number' ? `; default ${shape.fallback}` : '';
  return `${value}${shape.description}${repeatable}${fallback} [${shape.env}]`;
}
