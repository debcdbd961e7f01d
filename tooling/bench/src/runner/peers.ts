// Owns having the peers: installed once with npm into a folder of the system's temporary files, never into this repository.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PEER_PACKAGES } from './contenders.ts';

/** fastmcp is a library: this is the shortest program that serves a document with it. */
const FASTMCP_SERVER = `
import { fromOpenAPI } from 'fastmcp/openapi';
const [, , wire, spec, baseUrl, port] = process.argv;
const server = await fromOpenAPI({ spec, baseUrl });
await server.start(
  wire === 'stdio'
    ? { transportType: 'stdio' }
    : { transportType: 'httpStream', httpStream: { port: Number(port), host: '127.0.0.1', endpoint: '/mcp' } },
);
`;

/** The folder with the peers; the first time it takes as long as npm needs. */
export async function installPeers(): Promise<string> {
  const folder = join(tmpdir(), 'mcpm-bench-peers');
  const done = join(folder, PEER_PACKAGES.join('+').replaceAll(/[^\w.+-]/g, '_'));
  if (existsSync(done)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(folder, 'fastmcp-server.mjs'), FASTMCP_SERVER.trimStart());
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PEER_PACKAGES];
  await promisify(execFile)('npm', install, { cwd: folder });
  writeFileSync(done, '');
  return folder;
}
