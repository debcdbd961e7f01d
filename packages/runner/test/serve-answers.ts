// Owns a runner over stdio whose upstream answers as a test says, and calls whose results are taken apart.
import {
  rawStdioClient,
  startUpstream,
  temporaryHome,
  type RawStdioClient,
  type RawToolResult,
  type Upstream,
  type UpstreamHandler,
} from '@mcpm/test-kit';
import { petsDocument, writeDocument } from './pets-document.ts';
import { runnerArgs } from './runner-process.ts';

/** A runner, its client and its upstream. */
export interface Served extends AsyncDisposable {
  readonly client: RawStdioClient;
  readonly upstream: Upstream;
  call(name: string, args?: Readonly<Record<string, unknown>>): Promise<Answered>;
}

/** One result. */
interface Answered {
  readonly result: RawToolResult;
  /** The first block. */
  readonly text: string;
  /** The blocks beside it. */
  readonly notes: string;
  /** What `read_answer` calls the answer, if that is said. */
  readonly handle: string | undefined;
}

/** What is served. */
export interface Serving {
  /** Paths of the document; by default `listPets` and `createPet`. */
  readonly paths?: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
  readonly protocolVersion?: string;
}

/** Starts it; all of it ends with the scope. */
export async function serveAnswers(handler: UpstreamHandler, serving: Serving = {}): Promise<Served> {
  const { paths, args = [], protocolVersion } = serving;
  const stack = new AsyncDisposableStack();
  const home = stack.use(temporaryHome());
  const upstream = stack.use(await startUpstream({ handler }));
  const document = writeDocument(home.path, petsDocument(upstream.url, paths));
  const client = stack.use(
    rawStdioClient({
      command: process.execPath,
      args: runnerArgs('--openapi', document, '--no-cache', ...args),
      ...(protocolVersion === undefined ? {} : { protocolVersion }),
    }),
  );
  await client.initialize();
  return {
    client,
    upstream,
    async call(name, callArgs = {}) {
      const result = await client.callTool(name, callArgs);
      const [text = '', ...notes] = result.content.map((part) => part.text ?? '');
      const said = notes.join('\n');
      return { result, text, notes: said, handle: /"answer":"(\w+)"/.exec(`${said}${text}`)?.[1] };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
