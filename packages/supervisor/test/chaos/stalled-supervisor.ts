// Owns a supervisor that stalls, in a process of its own: its loop is blocked, or it is suspended.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { holdProcess } from '../hold-process.ts';

const program = fileURLToPath(new URL('../programs/hosts-and-stalls.ts', import.meta.url));

/** How it stalls. */
export type Stall = 'blocked' | 'suspended';

/** Stalls a supervisor for so long. Returns what it tells afterwards: how many runs ended, how many checks failed, and the run each child is in. */
export async function stall(how: Stall, milliseconds: number): Promise<unknown> {
  await using host = holdProcess([process.execPath, '--conditions=mcpm-source', program]);
  const pid = await host.line();
  if (how === 'blocked') host.say(`block ${milliseconds}`);
  else
    await promisify(execFile)('sh', [
      '-c',
      'kill -STOP "$1" && sleep "$2"; kill -CONT "$1"',
      'sh',
      pid,
      String(milliseconds / 1000),
    ]);
  host.say('report');
  return JSON.parse(await host.line());
}
