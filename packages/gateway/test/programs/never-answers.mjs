// Reads its input and says nothing.
process.stdin.resume();
