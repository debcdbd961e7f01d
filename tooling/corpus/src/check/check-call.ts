// Judges whether a tool can be called: a value made from its input schema fits that schema and becomes a request.
import { ArgumentError, buildRequest, type ToolPlan } from '@mcpm/openapi';
import { NOTHING, sampleValue } from './sample-value.ts';
import { isObject, type Flaw } from './walk-schema.ts';

/** A validator of one schema, with the errors of its last answer, as Ajv makes them. */
export interface Validator {
  (value: unknown): unknown;
  readonly errors?:
    | readonly { readonly instancePath: string; readonly keyword: string; readonly message?: string }[]
    | null;
}

/** Where calls go in which a document names no server. */
const BASE_URL = 'https://api.example.com';

/** What is wrong with calling a tool, and whether it was tried: for some schemas no value is found. */
export interface CallFindings {
  readonly tried: boolean;
  readonly flaws: readonly Flaw[];
}

/** Makes two calls of a tool, one with what is required and one with every argument, and judges their requests. */
export function checkCall(plan: ToolPlan, fits: Validator): CallFindings {
  const { inputSchema } = plan;
  const least = tryCall(plan, inputSchema, fits);
  if (!least.tried || least.flaws.length > 0) return least;
  return {
    tried: true,
    flaws: tryCall(plan, { ...inputSchema, required: Object.keys(inputSchema.properties) }, fits).flaws,
  };
}

function tryCall(plan: ToolPlan, schema: ToolPlan['inputSchema'], fits: Validator): CallFindings {
  const args = sampleValue(schema, schema.$defs ?? {});
  if (args === NOTHING || !isObject(args)) return { tried: false, flaws: [] };
  if (fits(args) !== true) {
    const [error] = fits.errors ?? [];
    const rule = `a value made from the schema does not fit it: ${error?.keyword ?? 'unknown'}`;
    return { tried: true, flaws: [{ rule, where: `${error?.instancePath ?? ''} ${error?.message ?? ''}`.trim() }] };
  }
  try {
    const { url } = buildRequest(plan, args, { baseUrl: BASE_URL });
    const isBelow = URL.canParse(url) && url.startsWith(`${BASE_URL}/`);
    return { tried: true, flaws: isBelow ? [] : [{ rule: 'the URL of a request leaves the server', where: url }] };
  } catch (error) {
    const kind = error instanceof ArgumentError ? 'a call is refused' : 'a call fails';
    const message = error instanceof Error ? error.message : String(error);
    return { tried: true, flaws: [{ rule: `${kind}: ${message.replaceAll(/"[^"]*"/g, '"…"')}`, where: message }] };
  }
}
