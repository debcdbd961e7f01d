// Owns who is compared: our supervisor, a loop around `child_process.fork`, pm2 and supervisord; and where the peers come from.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** One of those that are compared. */
export interface Contender {
  readonly name: string;
  /** The program that keeps processes with it, and its arguments. */
  readonly host: string;
  readonly args: readonly string[];
  /** Whether it hears of readiness itself; of the others the child's own note counts, which is never later. */
  readonly hears: boolean;
}

const PM2_VERSION = '7.0.4';
const hostFile = (name: string): string => fileURLToPath(new URL(`hosts/${name}.mjs`, import.meta.url));

/** Our supervisor. */
export const ours: Contender = { name: '@mcpm/supervisor', host: hostFile('ours'), args: [], hears: true };

/** The yardstick. */
export const bare: Contender = { name: 'bare fork loop', host: hostFile('bare'), args: [], hears: true };

/** pm2 as it comes; the first time it takes as long as npm needs. */
export async function pm2(): Promise<Contender> {
  return { name: `pm2 ${PM2_VERSION}`, host: hostFile('pm2'), args: [await installPm2()], hears: false };
}

/** pm2 with its cluster mode, where a restart may overlap (`reload`). */
export async function pm2Cluster(): Promise<Contender> {
  return { ...(await pm2()), name: `pm2 ${PM2_VERSION}, cluster reload`, args: [await installPm2(), 'cluster'] };
}

/** supervisord, where it is on the PATH. */
export function supervisord(): readonly Contender[] {
  try {
    const version = execFileSync('supervisord', ['--version'], { encoding: 'utf8' }).trim();
    return [{ name: `supervisord ${version}`, host: hostFile('supervisord'), args: [], hears: false }];
  } catch {
    // It is not installed here, and is not required.
    return [];
  }
}

/** supervisord where it listens itself (`fcgi-program`), as it can for any child that takes a listening socket as stdin. */
export function supervisordListening(): readonly Contender[] {
  return supervisord().map((plain) => ({ ...plain, name: `${plain.name}, its own socket`, args: ['fcgi'] }));
}

/** What is measured of a contender; undefined, and told, when it is a peer that cannot do it. Throws for our supervisor and the yardstick. */
export async function measured<T>(contender: Contender, measure: () => Promise<T>): Promise<T | undefined> {
  try {
    return await measure();
  } catch (error) {
    if (contender === ours || contender === bare) throw error;
    process.stderr.write(`No row: ${String(error)}\n`);
    return undefined;
  }
}

async function installPm2(): Promise<string> {
  const folder = join(tmpdir(), `mcpm-bench-pm2-${PM2_VERSION}`);
  const done = join(folder, 'installed');
  if (existsSync(done)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `pm2@${PM2_VERSION}`];
  await promisify(execFile)('npm', install, { cwd: folder });
  writeFileSync(done, '');
  return folder;
}
