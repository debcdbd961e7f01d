// Is ready at once and stays up; leaves with 0 when asked to or when its parent is gone.
process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready', tools: 1, warnings: 0 });
setInterval(() => undefined, 60_000);
