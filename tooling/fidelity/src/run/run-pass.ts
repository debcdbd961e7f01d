// Owns one pass over the cases of a fixture: one runner, one client, one call after the other.
import type { CallToolResult, Tool } from '@modelcontextprotocol/client';
import { eventually } from '@mcpm/test-kit';
import type { FidelityCase } from '../case.ts';
import { fillPlaces, type Places } from '../documents/fill-places.ts';
import { compare, show } from '../judge/compare.ts';
import { judgeRequests } from '../judge/judge-request.ts';
import { judgeResult } from '../judge/judge-result.ts';
import { toolJudge, type ToolJudge } from '../judge/judge-tool.ts';
import { converse, type Conversation, type RunnerStart } from './connect.ts';
import { argumentsOf, type Pass } from './pass.ts';
import { judgeRest } from './read-on.ts';
import type { RecordingUpstream } from './recording-upstream.ts';

/** The tool that calls the others in lazy serving. */
const CALL = 'call_operation';

/** How much of the log is told of a call that gave no result. */
const LAST_WORDS = 400;

const LOG_WAIT = { timeoutMs: 1_000 };

/** What is made anew for each answer: a handle, the place of a saved file. */
const HANDLE = /(?<=\\"answer\\":\\")[^"\\]+|mcpm:\/\/answers\/[\w-]+(?=[".])|saved as .*? \(sha256/g;

/** What a case came to in one pass; no faults: it passed. */
export interface Outcome {
  readonly id: string;
  readonly pass: string;
  readonly faults: readonly string[];
}

/** What the passes of one fixture share. */
export interface PassContext {
  readonly cases: readonly FidelityCase[];
  readonly upstream: RecordingUpstream;
  readonly places: Places;
  readonly start: RunnerStart;
  /** Tool names by the ids of cases; filled by the first pass that lists them. */
  readonly names: Map<string, string>;
  /** Results by the ids of cases; filled by the first pass, and the same in every other one. */
  readonly results: Map<string, CallToolResult>;
}

/** Runs one pass. A runner that cannot be reached fails every case. A case of which the pass would show nothing new has no outcome. */
export async function runPass(pass: Pass, context: PassContext): Promise<readonly Outcome[]> {
  const fail = (error: unknown): readonly Outcome[] =>
    context.cases.map(({ id }) => ({ id, pass: pass.name, faults: [String(error)] }));
  const start = { ...context.start, args: [...context.start.args, ...argumentsOf(pass)] };
  try {
    await using conversation = await converse(pass, start);
    const { tools } = await conversation.client.listTools();
    const odd = judgeFace(pass, tools);
    if (odd !== undefined) return fail(odd);
    const judge = toolJudge();
    const byTitle = new Map(tools.map((tool) => [tool.title ?? tool.name, tool]));
    const outcomes: Outcome[] = [];
    for (const written of context.cases) {
      const entry = fillPlaces(written, context.places);
      const tool = byTitle.get(entry.tool?.title ?? entry.id);
      // The list is the same in every pass; to look at it once is enough, and compiling schemas takes its time.
      const looks = pass.face !== 'lazy' && !context.names.has(entry.id);
      if (entry.args === undefined && entry.warns === undefined && !looks) continue;
      if (pass.face !== 'lazy' && tool) context.names.set(entry.id, tool.name);
      const faults = [
        ...(looks ? judgeListed(entry, tool, judge) : []),
        ...(await judgeLog(entry.warns, conversation)),
        ...(await callCase(entry, { pass, context, conversation })),
      ];
      outcomes.push({ id: entry.id, pass: pass.name, faults });
    }
    return outcomes;
  } catch (error) {
    return fail(error);
  }
}

/** What is wrong with the list as a whole: a pass that does not show what it is meant to show proves nothing. */
function judgeFace({ face }: Pass, tools: readonly Tool[]): string | undefined {
  const schemas = tools.filter(({ outputSchema }) => outputSchema !== undefined).length;
  if (face === 'lazy' && (tools.length > 4 || !tools.some(({ name }) => name === CALL)))
    return `list: expected the tools of lazy serving, got ${tools.length}`;
  if (face === 'bare' && schemas > 0) return `list: expected no output schemas, got ${schemas}`;
  return face === 'list' && schemas === 0 ? 'list: expected output schemas, got none' : undefined;
}

function judgeListed({ tool: wanted }: FidelityCase, tool: Tool | undefined, judge: ToolJudge): readonly string[] {
  if (wanted === null) return tool === undefined ? [] : [`tool: expected none, got ${tool.name}`];
  return tool === undefined ? ['tool: expected one, got none'] : judge(tool, wanted);
}

/** The log comes on another stream than the list, so it may be a moment later. */
async function judgeLog(wanted: string | undefined, conversation: Conversation): Promise<readonly string[]> {
  if (wanted === undefined) return [];
  const found = await eventually(
    () => conversation.log().includes(wanted) || Promise.reject(new Error('not yet')),
    LOG_WAIT,
  ).catch(() => false);
  return found ? [] : [`log: expected ${show(wanted)} in it`];
}

async function callCase(
  entry: FidelityCase,
  {
    pass,
    context,
    conversation,
  }: { readonly pass: Pass; readonly context: PassContext; readonly conversation: Conversation },
): Promise<readonly string[]> {
  const name = context.names.get(entry.id);
  if (entry.args === undefined) return [];
  if (name === undefined) return ['call: expected a tool, got none'];
  const call = async (args: Record<string, unknown>): Promise<CallToolResult> =>
    conversation.client.callTool(
      pass.face === 'lazy' ? { name: CALL, arguments: { name, arguments: args } } : { name, arguments: args },
    );
  context.upstream.expect(entry.answers);
  try {
    for (let time = 1; time < (entry.times ?? 1); time += 1) await call({ ...entry.args });
    const others = Array.from({ length: (entry.atOnce ?? 1) - 1 }, () => call({ ...entry.args }));
    const [result] = await Promise.all([call({ ...entry.args }), ...others]);
    return [
      ...judgeRequests(entry, context.upstream.requests()),
      ...judgeResult(entry.result ?? {}, result),
      ...(await judgeRest(entry.result ?? {}, result, conversation.client)),
      ...judgeSame(context.results, entry.id, result),
    ];
  } catch (error) {
    return [`call: expected a result, got ${String(error)} (log: …${conversation.log().slice(-LAST_WORDS)})`];
  }
}

/** Whatever way a call takes, its result is one; only the handles of long answers and links differ. */
function judgeSame(results: Map<string, CallToolResult>, id: string, result: CallToolResult): readonly string[] {
  const first = results.get(id);
  if (first === undefined) results.set(id, result);
  const told = ({ content, isError = false }: CallToolResult): object => ({
    isError,
    content: JSON.stringify(content).replaceAll(HANDLE, '…'),
  });
  return first === undefined ? [] : compare('result as in the first pass', told(first), told(result));
}
