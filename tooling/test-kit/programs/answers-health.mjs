// Is ready at once and answers every health check with a delay of 1 ms and 2 connections.
process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 1, connections: 2 });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready', tools: 1, warnings: 0 });
setInterval(() => undefined, 60_000);
