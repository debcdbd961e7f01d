// Owns the names of the promises that tests of this package show, so that titles cite them in one spelling.

/** Secrets: one sanitiser at ingest. */
export const M34 = 'M34 planted secrets never reach file, memory or follower';

/** Rotation and the full disk. */
export const M35 = 'M35 lines beyond the room in memory are dropped and counted, nothing throws';
