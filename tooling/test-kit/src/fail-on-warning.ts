// Owns the rule that a warning of Node fails the test run; loaded before each test file.

const listenersBefore = process.listenerCount('warning');

// A test that expects a warning listens for it itself, and is left alone.
process.on('warning', (warning) => {
  if (process.listenerCount('warning') > listenersBefore + 1) return;
  throw warning;
});
