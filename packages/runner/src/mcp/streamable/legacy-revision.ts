// Owns what the revisions of the legacy era differ in, as far as Streamable HTTP is concerned.
import { BATCH_REVISION, MODERN_REVISION, negotiate } from '../message/revisions.ts';

/** The first revision whose clients take an event without data. */
const WITH_EMPTY_EVENTS = '2025-11-25';

/** Whether a header names a revision that has no sessions. */
export function namesModern(revision: string | undefined): boolean {
  return revision !== undefined && revision >= MODERN_REVISION && /^\d{4}-\d\d-\d\d$/.test(revision);
}

/** What is wrong with the `MCP-Protocol-Version` of a request within a session; one that is missing is not. */
export function complainOfRevision(revision: string | undefined): string | undefined {
  if (revision === undefined || isServed(revision)) return undefined;
  return `Bad Request: Unsupported protocol version: ${revision}; the newest that has sessions is ${negotiate(revision)}`;
}

/** Whether clients take an event without data, so that one can give them an id to come back with. */
export function takesEmptyEvents(revision: string | undefined): boolean {
  return revision !== undefined && revision >= WITH_EMPTY_EVENTS && isServed(revision);
}

/** Whether several messages may come as one array. */
export function hasBatches(revision: string | undefined): boolean {
  return revision === BATCH_REVISION;
}

function isServed(revision: string): boolean {
  return negotiate(revision) === revision;
}
