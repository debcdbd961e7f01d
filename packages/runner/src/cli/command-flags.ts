// Owns which commands there are and which flags each takes besides the options of the server; cheap, for the command line reads it at every start.

/** A flag of a command: a switch, or one that takes a value. */
interface CommandFlag {
  readonly kind: 'switch' | 'text';
  readonly description: string;
  /** What stands for the value in help texts. */
  readonly placeholder?: string;
}

/** What a command is called with. */
export interface CommandFacts {
  /** What follows its name. */
  readonly words: string;
  readonly description: string;
  /** By flag, without dashes. */
  readonly flags: Readonly<Record<string, CommandFlag>>;
}

/** Every command by its name, in the order of the help text. */
export const commandFacts = {
  inspect: {
    words: '[FILE|URL]',
    description: 'Show what a document becomes: tools, their cost, warnings',
    flags: {
      explain: { kind: 'switch', description: 'Say of each operation why it is in or out' },
      cost: { kind: 'switch', description: 'Show what each tool costs in tokens, the dearest first' },
      json: { kind: 'switch', description: 'Print JSON' },
    },
  },
  call: {
    words: 'TOOL [JSON|@FILE|-]',
    description: 'Call a tool as the server would, and print the answer',
    flags: { raw: { kind: 'switch', description: 'Print the whole result as JSON' } },
  },
  curl: {
    words: 'TOOL [JSON|@FILE|-]',
    description: 'Print the request of a call as a curl command, and send nothing',
    flags: {
      http: { kind: 'switch', description: 'Print the request as it goes over the wire' },
      reveal: { kind: 'switch', description: 'Show secrets instead of variables' },
    },
  },
  doctor: {
    words: '[FILE|URL]',
    description: 'Name the flaws of a document, with an Overlay that mends them',
    flags: {
      fix: { kind: 'text', placeholder: 'FILE', description: 'Write the Overlay to a new file (.json, else YAML)' },
      json: { kind: 'switch', description: 'Print JSON' },
    },
  },
  completion: {
    words: 'bash|zsh|fish|powershell',
    description: 'Print a script that completes commands and options',
    flags: {},
  },
} as const satisfies Readonly<Record<string, CommandFacts>>;

/** The name of a command. */
export type CommandName = keyof typeof commandFacts;

/** Whether a word names a command. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(commandFacts, word);
}
