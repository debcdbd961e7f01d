// Is ready, answers the first health check, then blocks its event loop without burning the processor.
process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 }, block);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready', tools: 1, warnings: 0 });
setInterval(() => undefined, 60_000);

// For ever, as tests see it; two minutes, so that no broken test leaves it behind.
function block() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120_000);
}
