// Owns the help text of one command.
import { commandFacts, type CommandFacts, type CommandName } from './command-flags.ts';
import { wrap } from '../terminal/text-table.ts';

/** What is worth trying, and what is worth knowing, by command. */
const LESSONS: Readonly<
  Record<CommandName, { readonly examples: readonly string[]; readonly notes: readonly string[] }>
> = {
  inspect: {
    examples: [
      'mcpm-runner inspect petstore.yaml',
      "mcpm-runner inspect petstore.yaml --explain --include 'tag:pets' --read-only",
      'mcpm-runner inspect https://api.example.com/openapi.json --cost',
      "mcpm-runner inspect petstore.yaml --json | jq '.tools[].name'",
    ],
    notes: [
      'Tokens are estimates. The options of a server count: --include, --read-only, --lazy, --overlay and the rest.',
    ],
  },
  call: {
    examples: [
      `mcpm-runner call listPets '{"limit": 3}' --openapi petstore.yaml`,
      'MCPM_AUTH_TOKEN=... mcpm-runner call createPet @pet.json --openapi petstore.yaml',
      'echo \'{"petId": 7}\' | mcpm-runner call getPet - --openapi petstore.yaml --raw',
    ],
    notes: [
      'Arguments are checked, credentials sent and the answer bounded as in a server; --answer-budget 0 prints all of it.',
      'Leaves with 0, or with 1 where the result is an error.',
    ],
  },
  curl: {
    examples: [
      `mcpm-runner curl createPet '{"body": {"name": "Rex"}}' --openapi petstore.yaml`,
      `mcpm-runner curl listPets '{}' --openapi petstore.yaml --http`,
    ],
    notes: [
      'Nothing is sent and no token is fetched. Secrets stand as variables, whose meaning is told on standard error; --reveal shows them.',
    ],
  },
  doctor: {
    examples: [
      'mcpm-runner doctor petstore.yaml',
      'mcpm-runner doctor petstore.yaml --fix mended.yaml && mcpm-runner petstore.yaml --overlay mended.yaml',
    ],
    notes: [
      'An --overlay is applied before the document is looked at, so a second run shows what an Overlay has mended. --base-url tells it a server that the document does not.',
      'Leaves with 0, or with 1 where there are errors; --strict counts warnings, too.',
    ],
  },
  completion: {
    examples: [
      'source <(mcpm-runner completion bash)',
      'source <(mcpm-runner completion zsh)',
      'mcpm-runner completion fish | source',
      'mcpm-runner completion powershell | Out-String | Invoke-Expression',
    ],
    notes: [],
  },
};

/** The help text for a terminal of `width` columns. */
export function commandHelp(command: CommandName, width: number): string {
  const { words, description, flags }: CommandFacts = commandFacts[command];
  const { examples, notes } = LESSONS[command];
  const lines = Object.entries(flags).map(([flag, { placeholder, description: own }]) => [
    `--${flag}${placeholder === undefined ? '' : ` ${placeholder}`}`,
    own,
  ]);
  const column = Math.max(0, ...lines.map(([flag = '']) => flag.length)) + 4;
  return [
    `${description}.`,
    '',
    `  mcpm-runner ${command} ${words} [options]`,
    '',
    ...(lines.length === 0
      ? []
      : ['Flags:', ...lines.map(([flag = '', own = '']) => `  ${flag.padEnd(column)}${own}`), '']),
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    ...notes.flatMap((note) => ['', ...wrap(note, width)]),
    ...(command === 'completion'
      ? []
      : ['', 'The options of a server count here, too: mcpm-runner --help lists them.']),
  ].join('\n');
}
