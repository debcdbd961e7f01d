// Owns what a model is told of the tools as a whole, before it sees any of them. Pure.
import { plainTitle } from '../document/plain-title.ts';

/** What there is to introduce. */
export interface Introduced {
  readonly title: string;
  readonly version: string;
  /** What the document says of itself, if anything. */
  readonly description?: string | undefined;
  /** Operations that are tools. */
  readonly operations: number;
  /** The three tools that stand for all operations; absent where those are listed. */
  readonly lazy?: { readonly search: string; readonly describe: string; readonly call: string };
  /** The tool that reads on in answers. */
  readonly readOn: string | undefined;
}

const REST =
  'A call that fails says what to correct. An operation in full is the resource openapi://operations/{operation}.';

/** The same for clients that come before the document is known. */
export const UNKNOWN_TOOLS =
  'The tools of this server are the operations of an HTTP API. Where it has many, three tools stand for them: search_operations finds operations by words, ' +
  'describe_operation shows the arguments of one, call_operation calls it; search first then: names cannot be guessed. An answer that is too long is shortened; ' +
  `read_answer gives the rest, as the answer says. ${REST}`;

/** Nobody but the document vouches for what follows. */
const SAYS = 'The document says of it: ';

/** Characters of it all, and of the description. */
const MAX_LENGTH = 2_000;
const MAX_DESCRIPTION = 500;

/** The `instructions` of the server (MCP, "Lifecycle"): at most 2,000 characters; what the document says of itself stands in quotes. */
export function introduce({ title, version, description = '', operations, lazy, readOn }: Introduced): string {
  const name = `The HTTP API ${JSON.stringify(plainTitle(title))}, version ${JSON.stringify(plainTitle(version))}`;
  const count = operations === 1 ? '1 operation' : `${operations} operations`;
  const way =
    lazy === undefined
      ? `${name}: ${count}, each of them a tool.`
      : `${name}, has ${count} behind three tools. ${lazy.search} finds operations by words, ${lazy.describe} shows the arguments of one, ${lazy.call} calls it. ` +
        'Search first: names cannot be guessed.';
  const rest =
    readOn === undefined
      ? ''
      : ` An answer that is too long is shortened; ${readOn} gives the rest, as the answer says.`;
  const whole = `${way}${rest} ${REST}`;
  // In quotes a character may take the place of two.
  const room = Math.min(MAX_DESCRIPTION, Math.floor((MAX_LENGTH - whole.length - SAYS.length - 3) / 2));
  const said = plainTitle(description, Math.max(0, room)).toWellFormed();
  return said === '' ? whole : `${whole} ${SAYS}${JSON.stringify(said)}`;
}
