// Owns the help text: groups, defaults and variables, all taken from the schema of the options.
import type { RunnerOptions } from '@mcpm/domain';
import yargs from 'yargs';
import type { OptionShape } from './option-shape.ts';

const GROUPS: readonly { readonly title: string; readonly names: readonly (keyof RunnerOptions)[] }[] = [
  {
    title: 'The document',
    names: [
      'openapi',
      'overlays',
      'externalRefs',
      'include',
      'exclude',
      'readOnly',
      'strict',
      'watch',
      'cache',
      'cacheDir',
    ],
  },
  {
    title: 'The tools',
    names: ['lazy', 'listBudget', 'nameBudget', 'descriptionBudget', 'outputSchemas'],
  },
  {
    title: 'The answers',
    names: ['answerBudget', 'paginate', 'maxResponse', 'saveAbove', 'saveDir'],
  },
  {
    title: 'The clients',
    names: ['transport', 'port', 'host', 'endpoint', 'requireToken', 'allowedHosts', 'allowedOrigins'],
  },
  {
    title: 'The upstream',
    names: [
      'baseUrl',
      'server',
      'serverVariables',
      'auth',
      'headers',
      'credentials',
      'clientCert',
      'clientKey',
      'ca',
      'fileRoots',
      'timeout',
    ],
  },
  { title: 'The process', names: ['managed', 'autoRestart', 'logLevel'] },
];

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
  for (const shape of ordered(shapes)) {
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

function ordered(shapes: readonly OptionShape[]): readonly (OptionShape & { readonly group: string })[] {
  const placed = GROUPS.flatMap(({ title, names }) =>
    names.flatMap((name) => shapes.filter((shape) => shape.name === name).map((shape) => ({ ...shape, group: title }))),
  );
  // An option the groups do not know yet is shown all the same.
  const rest = shapes
    .filter((shape) => !placed.some(({ name }) => name === shape.name))
    .map((shape) => ({ ...shape, group: 'Further' }));
  return [...placed, ...rest];
}

function describe(shape: OptionShape): string {
  const value = shape.placeholder === undefined ? '' : `${shape.placeholder}  `;
  const repeatable = shape.repeatable ? '; repeatable' : '';
  const fallback =
    typeof shape.fallback === 'string' || typeof shape.fallback === 'number' ? `; default ${shape.fallback}` : '';
  return `${value}${shape.description}${repeatable}${fallback} [${shape.env}]`;
}
