// Stays up without ever saying that it is ready; leaves with 0 when asked to or when its parent is gone.
process.on('message', ({ type }) => type === 'shutdown' && process.exit(0));
process.on('disconnect', () => process.exit(0));
setInterval(() => undefined, 60_000);
