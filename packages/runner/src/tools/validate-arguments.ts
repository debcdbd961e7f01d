// Owns the check of a tool's arguments against its input schema; complaints are written for the model that sent them.
import type { ToolPlan } from '@mcpm/openapi';
import { compileAccept } from '../accept/compile-accept.ts';

/** Arguments of a call. */
type Arguments = Readonly<Record<string, unknown>>;

/** Says what is wrong with arguments; `undefined`, now or later, when nothing is. */
export type ArgumentCheck = (args: Arguments) => undefined | Promise<string | undefined>;

/** Values and members one call may carry, and how deep they may nest: validation of more would hold up every other call. */
const MAX_ELEMENTS = 100_000;
const MAX_DEPTH = 100;
const MAX_COMPLAINTS = 10;
/** Names of arguments that are told to whoever gave unknown ones. */
const MAX_NAMES = 40;

/**
 * Makes the check of one tool. What surely fits its schema passes at once; all else is judged by the validator, which interprets schemas (no code is generated) and is loaded with
 * the first call that needs it.
 */
export function checkFor(plan: ToolPlan): ArgumentCheck {
  const accepts = compileAccept(plan.inputSchema);
  let judge: ReturnType<typeof judgeFor> | undefined;
  return (args) => {
    if (exceeds(args)) return Promise.resolve(TOO_LARGE);
    if (accepts(args)) return undefined;
    judge ??= judgeFor(plan);
    return judge.then((complaint) => complaint(args));
  };
}

const TOO_LARGE = `The arguments are too large: at most ${MAX_ELEMENTS} values, nested at most ${MAX_DEPTH} deep.`;

async function judgeFor(plan: ToolPlan): Promise<(args: Arguments) => string | undefined> {
  const { CfWorkerJsonSchemaValidator } = await import('@modelcontextprotocol/server/validators/cf-worker');
  const validate = new CfWorkerJsonSchemaValidator({ draft: '2020-12', shortcircuit: false }).getValidator(
    plan.inputSchema,
  );
  return (args) => {
    const result = validate(args);
    return result.valid
      ? undefined
      : `The arguments do not fit the tool's input schema.\n${complaints(result.errorMessage, Object.keys(plan.inputSchema.properties))}`;
  };
}

function exceeds(args: unknown): boolean {
  let left = MAX_ELEMENTS;
  const tooMuch = (value: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH) return true;
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) return value.some((item) => tooMuch(item, depth + 1));
    for (const name in value) if (tooMuch((value as Arguments)[name], depth + 1)) return true;
    return false;
  };
  return tooMuch(args, 0);
}

interface Complaint {
  /** Pointer without the leading `#/`; empty for the arguments as a whole. */
  readonly place: string;
  readonly text: string;
}

const WRAPPER = /subschema|not match (?:additional properties )?schema/i;
const UNKNOWN = 'False boolean schema.';

/** The validator reports every schema on the way to a fault as well; only what says more than "does not match" is kept. */
function complaints(text: string, names: readonly string[]): string {
  const all = text.split(/; (?=#)/).map(parseComplaint);
  const telling = all.filter((complaint) => !WRAPPER.test(complaint.text) && !isEcho(complaint, all));
  const chosen = telling.length > 0 ? telling : all;
  const lines = [
    ...new Set(
      chosen.map(
        ({ place, text: said }) =>
          `- ${place === '' ? '' : `${place}: `}${said === UNKNOWN ? 'is not known here.' : said}`,
      ),
    ),
  ];
  return [
    ...lines.slice(0, MAX_COMPLAINTS),
    ...(lines.length > MAX_COMPLAINTS ? [`- and ${lines.length - MAX_COMPLAINTS} more`] : []),
    // Whoever called it by way of a search may never have seen them.
    ...(chosen.some(({ place, text: said }) => said === UNKNOWN && !place.includes('/')) ? [known(names)] : []),
  ].join('\n');
}

function known(names: readonly string[]): string {
  const rest = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return names.length === 0 ? 'It takes no arguments.' : `It takes: ${names.slice(0, MAX_NAMES).join(', ')}${rest}.`;
}

function parseComplaint(line: string): Complaint {
  const found = /^#\/?(.*?): (.*)$/s.exec(line);
  return { place: found?.[1] ?? '', text: found?.[2] ?? line };
}

/** A declared property with a fault of its own is also reported as an unknown one where unknown ones are forbidden. */
function isEcho({ place, text }: Complaint, all: readonly Complaint[]): boolean {
  return (
    text === UNKNOWN &&
    all.some((other) => other.text !== UNKNOWN && (other.place === place || other.place.startsWith(`${place}/`)))
  );
}
