// Leaves at once with exit code 65.
process.exit(65);
