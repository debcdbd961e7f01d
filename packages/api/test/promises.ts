// Owns the names of the promises that tests of this package show, so that titles cite them in one spelling.

/** Promises taken on here, by id. */
export const promises = {
  M34: 'M34 (in part) logs on the WebSocket: after a reconnect a replay from the cursor, or an explicit gap',
  M38: 'M38 (in part) audit: every changing request is an operation, none carries a secret',
  M39: 'M39 (in part) Host and Origin are checked on every HTTP and WebSocket path, and there is no way in without a token',
  M40: 'M40 (in part) a server that runs code of the caller on the host is beyond a developer',
} as const;
