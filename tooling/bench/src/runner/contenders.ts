// Owns who is measured: our runner, the minimal forwarder, and peers that install from npm; how each is started.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** How MCP clients reach a server. */
export type Wire = 'stdio' | 'http';
/** The era of the protocol that is spoken. */
export type Era = 'legacy' | 'modern';

/** What a contender is started for. */
export interface StartWish {
  readonly wire: Wire;
  /** File of the OpenAPI document. */
  readonly document: string;
  readonly baseUrl: string;
  /** For `http`. */
  readonly port: number;
}

/** One of those that are compared. */
export interface Contender {
  readonly name: string;
  readonly wires: readonly Wire[];
  readonly eras: readonly Era[];
  /** Arguments of the Node process. */
  readonly args: (wish: StartWish) => readonly string[];
}

/** The built runner, or the one that `--runner FILE` names. */
const runnerBin =
  process.argv.find((_, place) => process.argv[place - 1] === '--runner') ??
  fileURLToPath(import.meta.resolve('@mcpm/runner/package.json')).replace('package.json', 'dist/bin.js');
const forwarder = fileURLToPath(new URL('forwarder/forwarder.mjs', import.meta.url));

/** The path of the MCP endpoint, the same for all. */
export const ENDPOINT = '/mcp';

/** Our runner. */
export const ours: Contender = {
  name: 'mcpm-runner',
  wires: ['stdio', 'http'],
  eras: ['legacy', 'modern'],
  args: ({ wire, document, baseUrl, port }) => [
    runnerBin,
    '--openapi',
    document,
    '--base-url',
    baseUrl,
    '--log-level',
    'error',
    '--no-cache',
    ...(wire === 'http' ? ['--transport', 'streamable', '--port', String(port)] : []),
  ],
};

/** The same runner with its compiled documents kept. */
export const oursCached: Contender = {
  ...ours,
  name: 'mcpm-runner, kept document',
  args: (wish) => ours.args(wish).filter((word) => word !== '--no-cache'),
};

/** The yardstick. */
export const yardstick: Contender = {
  name: 'minimal forwarder',
  wires: ['stdio', 'http'],
  eras: ['legacy', 'modern'],
  args: ({ wire, document, baseUrl, port }) => [forwarder, wire, document, baseUrl, String(port)],
};

/** Versions of the peers; `peers.ts` installs them. */
export const PEER_PACKAGES = ['@ivotoby/openapi-mcp-server@1.16.1', 'fastmcp@4.20.16', 'mcp-openapi@0.3.0'];

/** Peers, installed in `folder`. */
export function peersIn(folder: string): readonly Contender[] {
  const modules = join(folder, 'node_modules');
  return [
    {
      name: '@ivotoby/openapi-mcp-server 1.16.1',
      wires: ['stdio', 'http'],
      eras: ['legacy'],
      args: ({ wire, document, baseUrl, port }) => [
        join(modules, '@ivotoby/openapi-mcp-server/bin/mcp-server.js'),
        '--openapi-spec',
        document,
        '--api-base-url',
        baseUrl,
        ...(wire === 'http' ? ['--transport', 'http', '--port', String(port), '--path', ENDPOINT] : []),
      ],
    },
    {
      name: 'fastmcp 4.20.16',
      wires: ['stdio', 'http'],
      eras: ['legacy'],
      args: ({ wire, document, baseUrl, port }) => [
        join(folder, 'fastmcp-server.mjs'),
        wire,
        document,
        baseUrl,
        String(port),
      ],
    },
    {
      name: 'mcp-openapi 0.3.0',
      wires: ['stdio'],
      eras: ['legacy'],
      args: ({ document, baseUrl }) => [
        join(modules, 'mcp-openapi/dist/bin/mcp-openapi.js'),
        '--spec',
        document,
        '--base-url',
        baseUrl,
        '--no-doc-warnings',
      ],
    },
  ];
}
