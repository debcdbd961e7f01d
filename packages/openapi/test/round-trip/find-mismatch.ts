// Sends random cases through the real compiler and the real builder, many operations in one document.
import { isDeepStrictEqual } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { buildRequest, compileDocument, normalizeArguments, type HttpRequest, type ToolPlan } from '../../src/index.ts';

/** One operation, the values it is called with, and an independent way back. */
export interface RoundTrip {
  /** Template behind `/<number>`, which makes each path another one. */
  readonly path: string;
  readonly parameters: readonly object[];
  readonly requestBody?: object;
  /** What each parameter is given, in their order. */
  readonly values: readonly unknown[];
  readonly body?: unknown;
  /** Reads from a request what was put into it; `path` is what stands behind `/<number>`, still encoded. */
  readonly read: (request: HttpRequest, path: string) => unknown;
  readonly expected: unknown;
}

/** A case that was not read back as it was given. */
export interface Mismatch {
  /** Gives the same cases again. */
  readonly seed: number;
  readonly entry: RoundTrip;
  readonly sent?: HttpRequest;
  readonly found: unknown;
}

const SERVER = 'https://api.example.com/v1';

/** Cases in one document. */
const AT_ONCE = 50;

/** Of so many cases one is also put before a validator, as every call of a tool is; it takes longer than all the rest. */
const VALIDATED = 25;

/** Tries so many random cases; the first one that is not read back, or is not accepted by its tool's schema. */
export async function findMismatch(
  one: fc.Arbitrary<RoundTrip>,
  count: number,
  seed = Math.floor(Math.random() * 2 ** 31),
): Promise<Mismatch | undefined> {
  const cases = fc.sample(one, { numRuns: count, seed });
  for (let start = 0; start < cases.length; start += AT_ONCE) {
    const mismatch = await mismatchAmong(cases.slice(start, start + AT_ONCE));
    if (mismatch) return { seed, ...mismatch };
  }
  return undefined;
}

async function mismatchAmong(cases: readonly RoundTrip[]): Promise<Omit<Mismatch, 'seed'> | undefined> {
  const plans = await compileAll(cases);
  for (const [index, entry] of cases.entries()) {
    const plan = plans.get(`op${index}`);
    if (!plan) return { entry, found: 'no plan' };
    const given = argumentsOf(plan, entry);
    const complaint = index % VALIDATED === 0 ? complaintOf(plan, given) : undefined;
    if (complaint !== undefined) return { entry, found: complaint };
    const sent = buildRequest(plan, given);
    const found = await entry.read(sent, sent.url.slice(`${SERVER}/${index}`.length));
    if (!isDeepStrictEqual(found, entry.expected)) return { entry, sent, found };
  }
  return undefined;
}

async function compileAll(cases: readonly RoundTrip[]): Promise<ReadonlyMap<string | undefined, ToolPlan>> {
  const paths = cases.map(({ path, parameters, requestBody }, index) => {
    const operation = { operationId: `op${index}`, parameters, responses: {}, ...(requestBody ? { requestBody } : {}) };
    return [`/${index}${path}`, { post: operation }] as const;
  });
  const document = {
    openapi: '3.2.0',
    info: { title: 'Random', version: '1' },
    servers: [{ url: SERVER }],
    paths: Object.fromEntries(paths),
  };
  const { plans } = await compileDocument({ text: JSON.stringify(document) });
  return new Map(plans.map((plan) => [plan.operation.operationId, plan]));
}

/** Parameters keep their order in a plan. */
function argumentsOf(plan: ToolPlan, { values, body }: RoundTrip): Readonly<Record<string, unknown>> {
  const entries = plan.request.parameters.map(({ argument }, index) => [argument, values[index]] as const);
  return Object.fromEntries(body === undefined ? entries : [...entries, ['body', body]]);
}

/** What a validator says. This one takes no property called `__proto__`. */
function complaintOf(plan: ToolPlan, given: Readonly<Record<string, unknown>>): unknown {
  if (Object.hasOwn(given, '__proto__')) return undefined;
  const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(plan.inputSchema);
  return fits(normalizeArguments(plan, given)) ? undefined : fits.errors;
}
