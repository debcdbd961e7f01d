// Owns how tests make servers.
import type { Server } from '../../src/contract/index.ts';

/** A running server of a name. */
export function serverOf(name: string, status: Partial<Server['status']> = {}): Server {
  const at = '2026-03-01T10:00:00.000Z';
  const definition = {
    id: `id-${name}`,
    name,
    kind: 'openapi',
    transport: 'streamable',
    port: 3001,
    openapiUrl: `https://api.example.com/${name}.json`,
    inline: false,
    endpoint: '/mcp',
    secretNames: [],
    createdAt: at,
    updatedAt: at,
  } as const;
  return {
    definition: { ...definition, secretNames: [] },
    status: {
      id: definition.id,
      name,
      wanted: 'running',
      status: 'running',
      health: 'healthy',
      runId: 1,
      restartCount: 0,
      endpoints: { gateway: `http://127.0.0.1:3000/mcp/${name}` },
      ...status,
    },
  };
}
