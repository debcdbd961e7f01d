// Owns the one measurement: what a process uses, asked of the operating system.
import pidusage from 'pidusage';

/** CPU in percent of one core, resident memory in bytes. */
export interface Usage {
  readonly cpu: number;
  readonly memory: number;
}

/** What a process uses now; undefined when it is gone. */
export async function measureProcess(pid: number): Promise<Usage | undefined> {
  try {
    const { cpu, memory } = await pidusage(pid);
    return { cpu, memory };
  } catch {
    // The process ended between the question and the answer; its exit is told elsewhere.
    return undefined;
  }
}
