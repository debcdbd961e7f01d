// Owns starting the built product for a measurement, with a home of its own that is removed afterwards.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApiClient, type ApiClient } from '@mcpm/api/contract';

/** Root of the repository. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

const TOKEN = 'mcpm_bench-admin-token';

/** A running product under measurement. */
export interface BenchProduct {
  readonly url: string;
  readonly pid: number;
  readonly api: ApiClient;
  /** Milliseconds from spawn to the printed login URL. */
  readonly readyMs: number;
  end(): Promise<void>;
}

/** Starts the product and resolves when it is ready. */
export async function startBenchProduct(): Promise<BenchProduct> {
  const home = mkdtempSync(join(tmpdir(), 'mcpm-bench-'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    MCPM_HOME: home,
    MCPM_PORT: '0',
    MCPM_ADMIN_TOKEN: TOKEN,
    MCP_DEFAULT_PORT: '43001',
  };
  const from = performance.now();
  const child = spawn(process.execPath, [join(repository, 'apps/server/dist/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /Log in .*: (http:\S+)\n/.exec(text);
      if (found?.[1]) resolve(new URL(found[1]).origin);
    });
    child.once('exit', (code) => reject(new Error(`mcpm ended with code ${code}: ${text}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    api: createApiClient({ baseUrl: url, token: TOKEN }),
    readyMs: performance.now() - from,
    async end() {
      child.kill('SIGTERM');
      await exited;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
