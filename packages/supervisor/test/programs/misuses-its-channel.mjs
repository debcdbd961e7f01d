// Uses its channel as argv[2] says, and only then says that it is ready: `flood` (20,000 messages), `huge` (one of 10 MB), or `deaf`
// (is ready, answers one health check, and then never reads it again). `closes` says that it is ready and closes it.
const [, , conduct] = process.argv;
const ready = { type: 'ready', tools: 1, warnings: 0 };
const answer = (id) => process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 });
const hold = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);

process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') answer(id);
  if (type === 'reload' && conduct === 'deaf') hold();
});
process.on('disconnect', () => conduct !== 'closes' && process.exit(0));
if (conduct === 'flood')
  for (let calls = 0; calls < 20_000; calls += 1) process.send({ type: 'stats', calls, errors: 0, connections: 0 });
if (conduct === 'huge') process.send({ type: 'stats', rest: 'x'.repeat(10_000_000) });
process.send(ready, () => {
  if (conduct !== 'closes') return;
  process.disconnect();
  process.stdin.resume().once('end', () => process.exit(0));
});
