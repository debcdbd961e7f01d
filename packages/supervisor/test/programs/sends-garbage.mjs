// Sends messages that are none of the managed protocol, and then that it is ready.
process.on('message', ({ type }) => type === 'shutdown' && process.exit(0));
process.on('disconnect', () => process.exit(0));
for (const garbage of [null, 42, 'ready', [], { type: 'unknown' }, { type: 'ready', tools: 'many' }])
  process.send(garbage ?? 'null');
process.send({ type: 'ready', tools: 3, warnings: 0 });
