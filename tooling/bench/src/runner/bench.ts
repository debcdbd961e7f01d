// Measures our runner, the minimal forwarder and peers in one run and in turn. Run: pnpm --filter @mcpm/bench runner [--quick] [--own] [--runner FILE] [--only start|memory|calls|growth]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { documents } from '../documents.ts';
import { print } from '../figures.ts';
import { ours, oursCached, peersIn, yardstick, type Contender, type Era, type Wire } from './contenders.ts';
import { measureCalls, measureGrowth, type WidthFigures } from './measure-calls.ts';
import { measureStart } from './measure-start.ts';
import { installPeers } from './peers.ts';
import { cell, middle, row, title } from './table.ts';

const asked = new Set(process.argv.slice(2));
const quick = asked.has('--quick');
const parts = process.argv.filter((_, place) => process.argv[place - 1] === '--only');
const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);
const STARTS = quick ? 3 : 9;
const ROUNDS = quick ? 2 : 3;
const WIDTHS = [
  { inFlight: 1, calls: quick ? 1_000 : 3_000 },
  { inFlight: 16, calls: quick ? 4_000 : 8_000 },
  { inFlight: 64, calls: quick ? 5_000 : 10_000 },
];

const upstream = spawn(process.execPath, [fileURLToPath(new URL('instant-upstream.ts', import.meta.url))], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const [port] = (await once(createInterface({ input: upstream.stdout }), 'line')) as [string];
const baseUrl = `http://127.0.0.1:${port}`;
const peers = asked.has('--own') ? [] : peersIn(await installPeers());
const [petstore] = documents;
if (petstore === undefined) throw new Error('There are no documents.');

try {
  if (wants('start')) await starts([ours, oursCached, yardstick, ...peers]);
  if (wants('memory')) await memory([ours, yardstick, ...peers]);
  if (wants('calls')) await calls([yardstick, ours, ...peers]);
  if (wants('growth')) await growth([ours, yardstick]);
} finally {
  upstream.kill('SIGKILL');
}

/** Process start to the answered `tools/list`, stdio. */
async function starts(contenders: readonly Contender[]): Promise<void> {
  for (const { name, file } of documents.filter(({ name: own }) => /petstore|DigitalOcean|GitHub/.test(own))) {
    const runs = new Map(contenders.map((contender) => [contender, [] as number[]]));
    // The first start of each stays until its caches of code and documents are written.
    for (let round = -1; round < STARTS; round += 1) {
      for (const [contender, seen] of runs) {
        // What cannot serve a document has no figure for it.
        const took = await measureStart(contender, { wire: 'stdio', document: file, baseUrl }, round < 0).catch(
          () => undefined,
        );
        if (took === undefined) runs.delete(contender);
        else if (round >= 0) seen.push(took.ms);
      }
    }
    title(`Start to tools/list, stdio: ${name}`, ['', 'median, ms', 'least and most', 'of the forwarder']);
    const base = middle(runs.get(yardstick) ?? []);
    for (const [contender, seen] of runs)
      row(contender.name, [
        cell(middle(seen)),
        `${cell(Math.min(...seen))} to ${cell(Math.max(...seen))}`,
        cell(middle(seen) / base),
      ]);
  }
}

/** Memory two seconds after the first list. */
async function memory(contenders: readonly Contender[]): Promise<void> {
  for (const wire of ['stdio', 'http'] as const) {
    const runs = new Map(
      contenders
        .filter(({ wires }) => wires.includes(wire))
        .map((contender) => [contender, [] as { pss: number; rss: number }[]]),
    );
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      for (const [contender, seen] of runs) {
        const { pss = Number.NaN, rss = Number.NaN } = await measureStart(
          contender,
          { wire, document: petstore?.file ?? '', baseUrl },
          true,
        );
        seen.push({ pss, rss });
      }
    }
    title(`Memory at rest, petstore, ${wire}`, ['', 'PSS, MB', 'RSS, MB', 'PSS of the forwarder']);
    const base = middle((runs.get(yardstick) ?? []).map(({ pss }) => pss));
    for (const [contender, seen] of runs) {
      const pss = middle(seen.map((one) => one.pss));
      row(contender.name, [cell(pss), cell(middle(seen.map((one) => one.rss))), cell(pss / base)]);
    }
  }
}

/** Calls of one tool at several widths, in rounds: every contender once in each. */
async function calls(contenders: readonly Contender[]): Promise<void> {
  const ways: readonly (readonly [Wire, Era])[] = [
    ['stdio', 'legacy'],
    ['stdio', 'modern'],
    ['http', 'legacy'],
    ['http', 'modern'],
  ];
  for (const [wire, era] of ways) {
    const able = contenders.filter(({ wires, eras }) => wires.includes(wire) && eras.includes(era));
    const runs = new Map(able.map((contender) => [contender, [] as (readonly WidthFigures[])[]]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [contender, seen] of runs) {
        const wish = { wire, era, document: petstore?.file ?? '', baseUrl };
        const figures = await measureCalls(contender, wish, WIDTHS).catch(() => undefined);
        // What answers with no pet has no figure.
        if (figures === undefined) runs.delete(contender);
        else seen.push(figures);
      }
    }
    for (const [place, { inFlight }] of WIDTHS.entries()) {
      title(`Calls, ${wire}, ${era}, ${inFlight} in flight`, [
        '',
        'calls/s',
        'p50, ms',
        'p99, ms',
        'CPU ms per 1,000',
        'calls/s of the forwarder',
        'p50 of the forwarder',
      ]);
      // Ratios are those within a round, because the machine is another one in the next.
      const of = (contender: Contender, read: (figures: WidthFigures) => number): number[] =>
        (runs.get(contender) ?? []).map((widths) => read(widths[place] as WidthFigures));
      const ratio = (contender: Contender, read: (figures: WidthFigures) => number): string => {
        const base = of(yardstick, read);
        return cell(middle(of(contender, read).map((value, round) => value / (base[round] ?? Number.NaN))));
      };
      for (const contender of runs.keys())
        row(contender.name, [
          cell(middle(of(contender, (one) => one.callsPerSecond))),
          cell(middle(of(contender, (one) => one.p50))),
          cell(middle(of(contender, (one) => one.p99))),
          cell(middle(of(contender, (one) => one.cpuPerThousand))),
          ratio(contender, (one) => one.callsPerSecond),
          ratio(contender, (one) => one.p50),
        ]);
    }
  }
}

/** Memory after 2,000, 22,000 and 42,000 calls. */
async function growth(contenders: readonly Contender[]): Promise<void> {
  for (const [wire, era] of [
    ['stdio', 'legacy'],
    ['http', 'legacy'],
    ['http', 'modern'],
  ] as const) {
    title(`Memory after calls (PSS, MB), ${wire}, ${era}`, ['', '2,000', '22,000', '42,000']);
    for (const contender of contenders)
      row(
        contender.name,
        (await measureGrowth(contender, { wire, era, document: petstore?.file ?? '', baseUrl })).map(cell),
      );
  }
}

print('');
