// Owns the list of servers as a caller asks for it: filtered, sorted, one page at a time. Pure.
import { McpmError, type Server } from '@mcpm/domain';
import * as z from 'zod';
import type { ListServersQuery } from '../contract/server-routes.ts';

/** One page; `total` counts what matches on all pages. */
export interface ServerPage {
  readonly servers: readonly Server[];
  readonly total: number;
  readonly nextCursor?: string;
}

type Query = z.infer<typeof ListServersQuery>;

/** Place of a server in the order: what it is sorted by, then its id. */
const Place = z.tuple([z.string(), z.string()]);
type Place = z.infer<typeof Place>;

/** The page after `cursor`. Throws `validation_failed` when the cursor is none of ours. */
export function pageServers(servers: readonly Server[], query: Query): ServerPage {
  const matching = servers.filter((server) => matches(server, query));
  const placed = matching.map((server) => ({ server, place: placeOf(server, query.sort) }));
  placed.sort((left, right) => compare(left.place, right.place));
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const rest = after === undefined ? placed : placed.filter(({ place }) => compare(place, after) > 0);
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  const answer = { servers: page.map(({ server }) => server), total: matching.length };
  return last === undefined || page.length === rest.length
    ? answer
    : { ...answer, nextCursor: writeCursor(last.place) };
}

function matches({ definition, status }: Server, query: Query): boolean {
  return (
    (query.status === undefined || status.status === query.status) &&
    (query.health === undefined || status.health === query.health) &&
    (query.transport === undefined || definition.transport === query.transport) &&
    (query.tag === undefined || (definition.tags ?? []).includes(query.tag)) &&
    (query.q === undefined || definition.name.includes(query.q.toLowerCase()))
  );
}

function placeOf({ definition, status }: Server, sort: Query['sort']): Place {
  const by = { name: definition.name, createdAt: definition.createdAt, status: status.status }[sort];
  return [by, definition.id];
}

function compare(left: Place, right: Place): number {
  if (left[0] !== right[0]) return left[0] < right[0] ? -1 : 1;
  if (left[1] !== right[1]) return left[1] < right[1] ? -1 : 1;
  return 0;
}

function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor(cursor: string): Place {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    const message = 'is no cursor; use "nextCursor" of the page before';
    throw new McpmError('validation_failed', `/query/cursor: ${message}`, {
      cause,
      faults: [{ pointer: '/query/cursor', message }],
    });
  }
}
