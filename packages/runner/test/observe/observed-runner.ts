// Owns a runner whose calls are observed: over streamable HTTP, with an upstream whose answers the test decides.
import {
  rawStreamableClient,
  startUpstream,
  temporaryHome,
  type RawStreamableClient,
  type Upstream,
} from '@mcpm/test-kit';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { startRunner, type RunnerProcess } from '../runner-process.ts';

/** What a test works with. */
export interface ObservedRunner extends AsyncDisposable {
  readonly runner: RunnerProcess;
  readonly upstream: Upstream;
  readonly client: RawStreamableClient;
  readonly url: string;
}

/** Starts it with these options; all of it ends with the scope. */
export async function startObserved(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ObservedRunner> {
  const stack = new AsyncDisposableStack();
  const home = stack.use(temporaryHome());
  const upstream = stack.use(await startUpstream());
  const document = writeDocument(home.path, petsDocument(upstream.url));
  const runner = stack.use(
    startRunner(['--openapi', document, '--transport', 'streamable', '--port', '0', ...args], env),
  );
  const url = await runner.url();
  const client = stack.use(rawStreamableClient({ url, era: 'modern' }));
  return { runner, upstream, client, url, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
