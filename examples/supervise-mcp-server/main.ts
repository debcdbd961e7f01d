// Keeps an MCP server alive that knows nothing of mcpm: it hangs once, is found out by its own protocol, and is started again.
import { fileURLToPath } from 'node:url';
import { createMcpProbe } from '@mcpm/gateway';
import { ProcessManager } from '@mcpm/supervisor';

const manager = new ProcessManager({ probes: { mcp: createMcpProbe() } });
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const { pid } = await manager.startProcess({
    id: 'clock',
    command: process.execPath,
    args: [fileURLToPath(new URL('clock-server.ts', import.meta.url))],
    stdout: 'pipe',
    probe: 'mcp',
    health: { intervalMs: 200, timeoutMs: 300, failures: 2 },
    timeouts: { termAfterMs: 200, killAfterMs: 400 },
  });
  say(`the clock answers as process ${pid}`);
  // Asked once more, so that it has answered a check: who never did is never judged.
  await manager.health.performHealthCheck('clock');
  const again = whenRunning(2);
  process.kill(pid!, 'SIGUSR2');
  say('it hangs now');
  const { lastExit, restartCount } = await again;
  say(`it was ${lastExit?.cause}: ${lastExit?.reason?.detail}`);
  say(`it answers again, after ${restartCount} restart`);
} finally {
  await manager.shutdown();
}

/** Resolves when this run of the clock is running. */
async function whenRunning(runId: number) {
  for await (const event of manager.events()) {
    if (event.type === 'status' && event.info.runId === runId && event.info.status === 'running') return event.info;
  }
  throw new Error('The supervisor ended before.');
}
