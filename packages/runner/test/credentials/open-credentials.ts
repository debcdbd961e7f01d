// Owns credentials in tests: made of options as a person gives them, calling a real API with the plans of a real document.
import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { buildRequest, compileDocument, type HttpResponse, type ToolPlan } from '@mcpm/openapi';
import { FakeClock } from '@mcpm/test-kit';
import { Redaction } from '../../src/credentials/redaction.ts';
import { UpstreamCredentials } from '../../src/credentials/upstream-credentials.ts';
import { Logger } from '../../src/log/logger.ts';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';
import { LOCAL_CALLER, type Caller } from '../../src/call/caller.ts';

/** Credentials that calls are made with. */
export interface OpenCredentials extends AsyncDisposable {
  readonly clock: FakeClock;
  readonly credentials: UpstreamCredentials;
  readonly redaction: Redaction;
  /** Everything that was logged. */
  readonly lines: readonly string[];
  /** Default caller: the one at the other end of the pipes. */
  call(plan: ToolPlan, signal?: AbortSignal, caller?: Caller): Promise<HttpResponse>;
}

/** Opens credentials by options; time moves only when the clock is told to. */
export async function openCredentials(options: Omit<RunnerOptionsInput, 'openapi'>): Promise<OpenCredentials> {
  const clock = new FakeClock();
  const redaction = new Redaction();
  const lines: string[] = [];
  const log = new Logger({ level: 'debug', sink: { write: (line) => lines.push(line) }, now: () => new Date(0) });
  const parsed = RunnerOptions.parse({ openapi: '-', ...options });
  const parts = { log: log.redacted(redaction.redact), redaction, now: clock.now };
  const credentials = await UpstreamCredentials.open(parsed, parts);
  const limits = { timeoutMs: 5_000, maxResponseBytes: 10_000, tls: () => credentials.tls };
  const upstream = new UpstreamClient(limits);
  const call = async (
    plan: ToolPlan,
    signal = new AbortController().signal,
    caller: Caller = LOCAL_CALLER,
  ): Promise<HttpResponse> => {
    const build = (held: Parameters<typeof buildRequest>[2]) => buildRequest(plan, {}, held);
    const send = (request: Parameters<UpstreamClient['send']>[0]) => upstream.send(request, { caller, signal });
    return (await credentials.exchange({ plan, signal, caller, build, send })).response;
  };
  return {
    clock,
    credentials,
    redaction,
    lines,
    call,
    [Symbol.asyncDispose]: async () => {
      await upstream.close();
      await credentials.close();
    },
  };
}

/** The plan of `GET /things`, which needs `security`, one of `schemes`. */
export async function planFor(
  baseUrl: string,
  schemes: Readonly<Record<string, unknown>>,
  security: readonly unknown[] = Object.keys(schemes).map((name) => ({ [name]: [] })),
): Promise<ToolPlan> {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    servers: [{ url: baseUrl }],
    components: { securitySchemes: schemes },
    paths: { '/things': { get: { operationId: 'listThings', security, responses: {} } } },
  };
  const { plans } = await compileDocument({ text: JSON.stringify(document) });
  const plan = plans[0];
  if (plan === undefined) throw new Error('The document has no plan');
  return plan;
}
