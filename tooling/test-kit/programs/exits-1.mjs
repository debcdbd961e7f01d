// Leaves at once with exit code 1.
process.exit(1);
