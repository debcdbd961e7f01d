// Owns one run of the official Inspector on its command line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { temporaryHome } from '@mcpm/test-kit';
import type { Target } from '../clients/official-client.ts';

/** How it ended, and what it said. */
export interface InspectorRun {
  readonly code: number | null;
  /** Standard output, as JSON where it is that. */
  readonly answer: unknown;
  /** Standard error. */
  readonly complaints: string;
}

/** The era it is to negotiate. */
export type InspectorEra = 'legacy' | 'auto' | 'modern';

const inspector = fileURLToPath(import.meta.resolve('@modelcontextprotocol/inspector/clients/launcher/build/index.js'));

/** Runs `--cli` with a method and its arguments against a server. Its own files go into a folder that goes with the run. */
export async function runInspector(
  target: Target,
  era: InspectorEra,
  method: readonly string[],
): Promise<InspectorRun> {
  await using home = temporaryHome();
  const options = ['--protocol-era', era, '--format', 'json', '--connect-timeout', '10000', '--method', ...method];
  const place =
    'command' in target
      ? [...variables(target.env), '--', target.command, ...target.args]
      : ['--transport', target.transport === 'sse' ? 'sse' : 'http', '--server-url', target.url];
  const child = spawn(process.execPath, [inspector, '--cli', ...options, ...place], {
    cwd: home.path,
    env: { PATH: process.env['PATH'] ?? '', HOME: home.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained] = [gather(child.stdout), gather(child.stderr)];
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, answer: parsed(said()), complaints: complained() };
}

function variables(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
}

function gather(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What it says for people is text.
    return text;
  }
}
