// Owns the load: so many calls of one tool, so many at a time, and how long each took.
import type { Client } from './client.ts';

/** What a load saw. */
export interface LoadFigures {
  readonly callsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** The call that is made. */
export interface Call {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Makes the calls. Throws when an answer is not the pet. */
export async function load(
  client: Client,
  call: Call,
  { calls, inFlight }: { readonly calls: number; readonly inFlight: number },
): Promise<LoadFigures> {
  const took: number[] = [];
  let begun = 0;
  const worker = async () => {
    while (begun < calls) {
      begun += 1;
      const from = performance.now();
      const text = await client.request('tools/call', { ...call });
      took.push(performance.now() - from);
      if (!text.includes('Rex')) throw new Error(`This is no pet: ${text.slice(0, 500)}`);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - from) / 1_000;
  const sorted = took.toSorted((left, right) => left - right);
  const rank = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { callsPerSecond: calls / seconds, p50: rank(0.5), p99: rank(0.99) };
}

/** The tool that gets one pet and its one argument, whatever a contender calls them. */
export async function findCall(client: Client): Promise<Call> {
  const text = await client.request('tools/list', {});
  const json = text.startsWith('{') ? text : (/^data: ?(\{.*)$/m.exec(text)?.[1] ?? '');
  const { result } = JSON.parse(json) as {
    result: { tools: { name: string; inputSchema: { properties?: Record<string, unknown> } }[] };
  };
  const tool = result.tools.find(
    ({ name }) => /^(?!.*(?:update|delete|put)).*get.?pet/i.test(name) && !/photo/i.test(name),
  );
  const argument = Object.keys(tool?.inputSchema.properties ?? {}).find((name) => /pet.?id/i.test(name));
  if (tool === undefined || argument === undefined)
    throw new Error(`There is no tool for one pet in ${json.slice(0, 500)}`);
  return { name: tool.name, arguments: { [argument]: 7 } };
}
