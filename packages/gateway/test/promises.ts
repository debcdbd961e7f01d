// Owns the names of the promises that tests of this package show, so that titles cite them in one spelling.

/** Shown where processes are real; restarting the child is the supervisor's part. */
export const promises = {
  M1: 'M1 a child killed mid-call fails the call at once, it is never repeated, and the next run announces its lists',
  M21: 'M21 a server that cannot take calls answers with code, sentence, next action and retry time',
  M22: "M22 an old session id gets the spec's 404, and no other principal can use one",
  M25: 'M25 clients of both eras list, call, see progress and cancel through the gateway',
  M29: "M29 clients that share a server never see each other's messages",
  P20: 'P20 a JSON-RPC error, method not found included, counts as alive; the question is asked by era',
  R39: 'R39 the same JSON-RPC id from many clients never crosses',
} as const;
