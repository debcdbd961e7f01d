// Restarts a web server again and again while it is called; the port is the supervisor's, so no call is refused.
import { fileURLToPath } from 'node:url';
import { ProcessManager } from '@mcpm/supervisor';

const RESTARTS = 3;
const manager = new ProcessManager();

try {
  const { port } = await manager.startProcess({
    id: 'web',
    command: process.execPath,
    args: [fileURLToPath(new URL('web-server.ts', import.meta.url))],
    listen: { host: '127.0.0.1', port: 0 },
  });
  const url = `http://127.0.0.1:${port}/`;
  const first = await call(url);
  const calling = new AbortController();
  const callers = Array.from({ length: 4 }, () => callUntil(calling.signal, url));
  for (let restart = 0; restart < RESTARTS; restart += 1) await manager.restartProcess('web');
  calling.abort();
  const calls = [first, ...(await Promise.all(callers)).flat()];
  const answers = new Set(calls.filter((call) => call.startsWith('served by')));
  const refused = calls.filter((call) => call === 'ECONNREFUSED').length;
  process.stdout.write(`${answers.size} processes answered, ${refused} calls were refused\n`);
} finally {
  await manager.shutdown();
}

/** Calls one after the other; what each call came to. */
async function callUntil(signal: AbortSignal, url: string): Promise<readonly string[]> {
  const calls: string[] = [];
  while (!signal.aborted) calls.push(await call(url));
  return calls;
}

/** The answer, or the code of the failure. */
function call(url: string): Promise<string> {
  return fetch(url, { headers: { connection: 'close' } }).then((response) => response.text(), codeOf);
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error);
}
