// Owns how a child of the benchmark is seen by it: lines in a file, `word pid milliseconds` of the monotonic clock.
import { appendFileSync } from 'node:fs';

/** Adds a line. */
export function note(word, pid = process.pid) {
  appendFileSync(process.env.MCPM_BENCH_NOTES, `${word} ${pid} ${Number(process.hrtime.bigint()) / 1e6}\n`);
}

/** Says ready, in the file and to whoever listens; then answers health checks, and leaves when asked or alone. */
export function live(leave = () => process.exit(0)) {
  note('ready');
  if (process.send === undefined) {
    setInterval(() => undefined, 1 << 30);
    process.once('SIGTERM', leave).once('SIGINT', leave);
    return;
  }
  process.send({ type: 'ready', tools: 0, warnings: 0 });
  process.on('message', (message) => {
    if (message.type === 'shutdown') leave();
    if (message.type === 'health-check')
      process.send({ type: 'health', id: message.id, eventLoopDelayMs: 0, connections: 0 });
  });
  process.once('disconnect', leave).once('SIGTERM', leave).once('SIGINT', leave);
}
