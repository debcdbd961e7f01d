// Owns how a frame of the topic `servers` changes the list that is shown.
import type { Server, ServerItem } from '../contract/index.ts';

/** The list after a frame: a snapshot replaces it, changes are put in place, removals taken out; sorted by name. */
export function applyItems(servers: readonly Server[], items: readonly ServerItem[], snapshot: boolean): Server[] {
  const byId = new Map<string, Server>(snapshot ? [] : servers.map((server) => [server.definition.id, server]));
  for (const item of items) {
    if ('removed' in item) byId.delete(item.removed);
    else byId.set(item.definition.id, item);
  }
  return [...byId.values()].sort((a, b) => a.definition.name.localeCompare(b.definition.name, 'en'));
}

/** Whether a server matches what is typed into the search box: part of its name, transport, port, tag or document. */
export function matches({ definition }: Server, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  const { name, transport, port, openapiUrl, tags = [] } = definition;
  return [name, transport, String(port ?? ''), openapiUrl, ...tags].some((value) =>
    value.toLowerCase().includes(wanted),
  );
}
