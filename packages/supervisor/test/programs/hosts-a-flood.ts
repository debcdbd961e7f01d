// A host program: lets floods-and-answers (argv[2]) write its flood while nobody reads; prints as JSON what that cost.
import { setTimeout as pause } from 'node:timers/promises';
import { ProcessManager } from '../../src/index.ts';

const [path = '', megabytes = ''] = process.argv.slice(2);
const manager = new ProcessManager();
let written = 0;
manager.subscribe((event) => {
  if (event.type === 'message' && event.message.type === 'stats') written = event.message.calls;
});

/** Lets one child flood; the answers to its health checks and the most memory this process had. */
async function flood(id: string, size: string): Promise<{ checks: number; slowestMs: number; peak: number }> {
  written = 0;
  await manager.startProcess({ id, command: process.execPath, args: [path], managed: true, env: { MEGABYTES: size } });
  manager.sendMessage(id, { type: 'reload' });
  let [checks, slowestMs, peak] = [0, 0, 0];
  while (written < Number(size)) {
    const check = await manager.health.performHealthCheck(id);
    if (!check.ok) throw new Error(check.detail);
    checks += 1;
    slowestMs = Math.max(slowestMs, check.durationMs);
    peak = Math.max(peak, process.memoryUsage.rss());
    await pause(20);
  }
  await manager.stopProcess(id);
  peak = Math.max(peak, process.memoryUsage.rss());
  return { checks, slowestMs, peak };
}

// A child that writes one mebibyte brings the program to its working size.
const small = await flood('small', '1');
const { peak, ...big } = await flood('big', megabytes);
const report = manager.getProcessInfo('big')?.lastExit;
process.stdout.write(JSON.stringify({ ...big, grown: peak - small.peak, output: report?.output }));
await manager.shutdown();
