// Says that it is ready after 100 ms, then stays up like `stays-up`.
process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 });
});
process.on('disconnect', () => process.exit(0));
setTimeout(() => process.send?.({ type: 'ready', tools: 1, warnings: 0 }), 100);
setInterval(() => undefined, 60_000);
