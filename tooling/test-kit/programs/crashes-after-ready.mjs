// Is ready, then throws after AFTER_MS milliseconds (default 50): exit code 1 and a stack on stderr.
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready', tools: 1, warnings: 0 });
setTimeout(
  () => {
    throw new Error('crashed after ready');
  },
  Number(process.env.AFTER_MS ?? 50),
);
