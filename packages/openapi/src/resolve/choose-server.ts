// Chooses one of the servers a document offers.
import { DocumentError } from '../document-error.ts';
import { isObject, listOr, textOf, type JsonObject } from '../load/json-object.ts';

/**
 * The document with the wanted server as its only one; the others are blanked, so that places stay what they were. A number (or its digits) is a place in the
 * list; a text is a URL as written, a name, or else a part of one description, without regard to case. Servers of single paths and operations stay in
 * charge of these. Throws `DocumentError` `option_invalid` that lists the servers.
 */
export function chooseServer(root: JsonObject, wanted: number | string | undefined): JsonObject {
  if (wanted === undefined) return root;
  const servers = listOr(root['servers']);
  const matches = find(servers, wanted);
  const [chosen] = matches;
  if (chosen !== undefined && matches.length === 1)
    return { ...root, servers: servers.map((server, index) => (index === chosen ? server : null)) };
  const reason = matches.length > 1 ? 'fits several servers' : 'is no server';
  throw new DocumentError('option_invalid', `"${wanted}" ${reason} of the document. ${listed(servers)}`, {
    next: 'Choose one of its servers by number, URL or description, or give a base URL.',
    pointer: '/servers',
  });
}

function find(servers: readonly unknown[], wanted: number | string): readonly number[] {
  const places = [...servers.keys()].filter((index) => isObject(servers[index]));
  if (/^\d+$/.test(String(wanted))) return places.filter((index) => index === Number(wanted));
  const text = String(wanted).trim();
  const where = (test: (server: JsonObject) => boolean): readonly number[] =>
    places.filter((index) => test(servers[index] as JsonObject));
  const exact = where(({ url, name }) => name === text || (typeof url === 'string' && bare(url) === bare(text)));
  if (exact.length > 0) return exact.slice(0, 1);
  if (text === '') return [];
  return where(({ description }) => (textOf(description) ?? '').toLowerCase().includes(text.toLowerCase()));
}

function bare(url: string): string {
  return url.trim().replace(/\/+$/, '');
}

function listed(servers: readonly unknown[]): string {
  const lines = servers.flatMap((server, index) => {
    if (!isObject(server)) return [];
    const description = textOf(server['description']);
    return [`${index}: ${textOf(server['url']) ?? '(no URL)'}${description ? ` (${description})` : ''}`];
  });
  return lines.length === 0 ? 'It names no servers.' : `Its servers: ${lines.join(', ')}.`;
}
