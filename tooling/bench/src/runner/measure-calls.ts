// Owns the figures of calls: one server of a contender under loads of several widths, its processor time, its memory afterwards.
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf } from '../figures.ts';
import { httpClient, stdioClient } from './client.ts';
import type { Contender, Era, StartWish } from './contenders.ts';
import { findCall, load, type LoadFigures } from './load.ts';
import { freePort, Running } from './running.ts';

/** One width of load. */
export interface WidthFigures extends LoadFigures {
  readonly inFlight: number;
  /** Milliseconds of processor time of the server for 1,000 calls. */
  readonly cpuPerThousand: number;
}

/** Calls before anything is measured, the same for everybody: V8 goes on compiling what is called often for some 30,000 calls, on the processors that the load needs. */
const WARM_UP = 30_000;
/** Calls before the first look at the memory. */
const FIRST_LOOK = 2_000;

/** Loads one server with each width in turn, so many calls each. */
export async function measureCalls(
  contender: Contender,
  wish: Omit<StartWish, 'port'> & { readonly era: Era },
  widths: readonly { readonly inFlight: number; readonly calls: number }[],
): Promise<readonly WidthFigures[]> {
  return withServer(contender, wish, async ({ running, client, call }) => {
    await load(client, call, { calls: WARM_UP, inFlight: 16 });
    const figures: WidthFigures[] = [];
    for (const { inFlight, calls } of widths) {
      const before = running.cpu();
      const seen = await load(client, call, { calls, inFlight });
      figures.push({ ...seen, inFlight, cpuPerThousand: ((running.cpu() - before) / calls) * 1_000 });
    }
    return figures;
  });
}

/** Memory in MB (PSS) after the first 2,000 calls, and after 20,000 and 40,000 more. */
export async function measureGrowth(
  contender: Contender,
  wish: Omit<StartWish, 'port'> & { readonly era: Era },
): Promise<readonly number[]> {
  return withServer(contender, wish, async ({ running, client, call }) => {
    const seen: number[] = [];
    for (const calls of [FIRST_LOOK, 20_000, 20_000]) {
      await load(client, call, { calls, inFlight: 16 });
      await pause(2_000);
      seen.push(memoryOf(running.pid).pss);
    }
    return seen;
  });
}

interface Served {
  readonly running: Running;
  readonly client: Awaited<ReturnType<typeof httpClient>>;
  readonly call: Awaited<ReturnType<typeof findCall>>;
}

async function withServer<T>(
  contender: Contender,
  wish: Omit<StartWish, 'port'> & { readonly era: Era },
  work: (served: Served) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const running = new Running(contender, { ...wish, port });
  try {
    const client = await (wish.wire === 'stdio' ? stdioClient(running, wish.era) : httpClient(port, wish.era, 64));
    try {
      return await work({ running, client, call: await findCall(client) });
    } finally {
      await client.close();
    }
  } finally {
    await running.stop();
  }
}
