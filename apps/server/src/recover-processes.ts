// Owns what is said at the start about the processes an earlier manager left: it died, or was killed, before it could end them.
import type { SystemLog } from '@mcpm/manager';
import type { ProcessManager } from '@mcpm/supervisor';

/** Ends what an earlier manager left, and says so. Rejects with `supervisor_unsuitable` while another manager has this home. */
export async function recoverProcesses(processes: ProcessManager, log: SystemLog): Promise<void> {
  const { ended, stuck, damaged } = await processes.recover();
  for (const id of ended) log.write('warn', `The process ${id} of an earlier manager was still there and was ended.`);
  for (const id of stuck)
    log.write('error', `The process ${id} of an earlier manager cannot be ended; it is not started a second time.`);
  for (const file of damaged)
    log.write('warn', `A record of a running process could not be read; it is kept as ${file}.`);
}
