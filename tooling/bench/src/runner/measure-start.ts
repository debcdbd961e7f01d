// Owns one start of a contender: from the spawn until its tools are listed, and what memory it holds then.
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf } from '../figures.ts';
import { httpClient, stdioClient } from './client.ts';
import type { Contender, StartWish } from './contenders.ts';
import { freePort, Running } from './running.ts';

/** What a start took. */
export interface StartFigures {
  /** Milliseconds from the spawn to the answered `tools/list`. */
  readonly ms: number;
  /** Proportional and resident memory in MB two seconds later; only where it was asked for. */
  readonly pss?: number;
  readonly rss?: number;
}

const SETTLE_MS = 2_000;
/** Who has listed nothing by then never will. */
const PATIENCE_MS = 20_000;

/** Starts it, lists its tools, ends it. */
export async function measureStart(
  contender: Contender,
  wish: Omit<StartWish, 'port'>,
  rest = false,
): Promise<StartFigures> {
  const port = await freePort();
  const running = new Running(contender, { ...wish, port });
  try {
    setTimeout(() => void running.stop(), PATIENCE_MS).unref();
    const client = await (wish.wire === 'stdio' ? stdioClient(running, 'legacy') : httpClient(port, 'legacy', 1));
    await client.request('tools/list', {});
    const ms = performance.now() - running.since;
    if (!rest) return { ms };
    await pause(SETTLE_MS);
    const memory = memoryOf(running.pid);
    await client.close();
    return { ms, ...memory };
  } finally {
    await running.stop();
  }
}
