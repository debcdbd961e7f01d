// Owns a server that is restarted, or killed, again and again while sixteen callers ask it.
import { eventually } from '@mcpm/test-kit';
import { expect } from 'vitest';
import { managed, Supervision } from '../supervision.ts';
import { PortLoad, type Calls } from './port-load.ts';

const server = managed('serves-http', {
  listen: { host: '127.0.0.1', port: 0 },
  restart: { initialDelayMs: 1, maxDelayMs: 10, maxRetries: 100 },
});

/** What a restart is here. */
export type Interruption = 'restart' | 'SIGKILL';

/** Interrupts so many times, with answered calls between. Returns what became of the calls. */
export async function interruptUnderLoad(how: Interruption, times: number): Promise<Calls> {
  await using supervision = new Supervision();
  const { manager } = supervision;
  const { port = 0 } = await manager.startProcess(server);
  const load = new PortLoad(port);
  const answeredOnce = async () => {
    const before = load.answered;
    await eventually(() => expect(load.answered).toBeGreaterThan(before + 32), { timeoutMs: 15_000 });
  };
  await answeredOnce();
  for (let time = 1; time <= times; time += 1) {
    if (how === 'restart') await manager.restartProcess('serves-http');
    else process.kill(manager.getProcessInfo('serves-http')?.pid ?? 0, 'SIGKILL');
    await eventually(
      () => expect(manager.getProcessInfo('serves-http')).toMatchObject({ status: 'running', runId: time + 1, port }),
      { timeoutMs: 15_000 },
    );
    await answeredOnce();
  }
  const calls = await load.stop();
  process.stdout.write(`${times} × ${how}: ${JSON.stringify(calls)}\n`);
  return calls;
}
