// Is ready with two tools, then tells statistics and that it has five.
process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 7, connections: 3 });
});
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready', tools: 2, warnings: 0 });
process.send({ type: 'stats', calls: 10, errors: 1, connections: 4, latency: { p50: 5, p95: 9, p99: 12 } });
process.send({ type: 'tools-changed', tools: 5 });
