// Owns the product as a person runs it: its own process with a home of its own, driven over HTTP.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApiClient, type ApiClient } from '@mcpm/api/contract';

const MAIN = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url));

/** Root of the repository. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Token of the admin in tests. */
export const ADMIN_TOKEN = 'mcpm_e2e-admin-token';

/** A running product. */
export interface Product extends AsyncDisposable {
  readonly url: string;
  /** The printed one-time login URL. */
  readonly loginUrl: string;
  readonly pid: number;
  /** The HTTP API with the admin's token. */
  readonly api: ApiClient;
  /** Everything printed so far, stdout and stderr. */
  output(): string;
  /** Ends it with a signal and resolves to its exit code (null after a signal that killed it). */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The environment of a product: nothing of ours but PATH, the given home and variables. */
export function productEnvironment(home: string, variables: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    MCPM_HOME: home,
    MCPM_PORT: '0',
    MCPM_ADMIN_TOKEN: ADMIN_TOKEN,
    ...variables,
  };
}

/** Starts the built product without waiting for anything; for tests of failing starts. */
export function spawnProduct(home: string, variables: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [MAIN], {
    cwd: repository,
    env: productEnvironment(home, variables),
    // The channel ends the product when the test run that holds it is killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Starts the built product and resolves when it has printed its login URL. */
export async function startProduct(home: string, variables: Record<string, string> = {}): Promise<Product> {
  // A random first port keeps products of several test files apart.
  const child = spawnProduct(home, { MCP_DEFAULT_PORT: String(await freePort()), ...variables });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let text = '';
  const loginUrl = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /Log in .*: (http:\S+)\n/.exec(text);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`mcpm ended with code ${code}:\n${text}`)));
  });
  const url = new URL(loginUrl).origin;
  const end = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return exited;
  };
  return {
    url,
    loginUrl,
    pid: child.pid ?? 0,
    api: createApiClient({ baseUrl: url, token: ADMIN_TOKEN }),
    output: () => text,
    end,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}
