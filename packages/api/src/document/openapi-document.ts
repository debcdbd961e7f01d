// Owns the OpenAPI document of the API, made from the same table that serves the routes.
import fastifySwagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { stringify } from 'yaml';
import type { Route } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';
import { LOGIN_COOKIE } from '../guard/credentials.ts';
import { createSchemaRegistry } from './components.ts';
import { amendDocument } from './amend-document.ts';

const description = `Every verb of mcpm. Errors are problems (RFC 9457) with a \`code\` that never changes and a \`next\` step.
\`{id}\` takes a server's id or its name. The live stream is the WebSocket at \`/api/stream\`.
\`Idempotency-Key\` on POST gives the same answer to the same request for ten minutes.`;

/** Registers the document; comes before the routes it tells of. */
export async function registerDocument(app: FastifyInstance, version: string): Promise<void> {
  const schemaRegistry = createSchemaRegistry();
  const named = createJsonSchemaTransformObject({ schemaRegistry });
  const table: readonly Route[] = Object.values(routes);
  const options: FastifyDynamicSwaggerOptions = {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'mcpm', version, description, license: { name: 'MIT' } },
      servers: [{ url: '/' }],
      tags: [...new Set(table.map(({ tag }) => tag))].map((name) => ({ name })),
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'A token of mcpm.' },
          login: { type: 'apiKey', in: 'cookie', name: LOGIN_COOKIE, description: 'The cookie of a login.' },
        },
      },
    },
    convertConstToEnum: false,
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: (document) => amendDocument(named(document), table),
  };
  await app.register(fastifySwagger, options);
}

/** Registers `/openapi.json` and `/openapi.yaml`, for everybody. */
export function registerDocumentRoutes(app: FastifyInstance): void {
  const schema = { hide: true };
  app.get('/openapi.json', { schema }, async (_request, reply) => reply.type('application/json').send(app.swagger()));
  app.get('/openapi.yaml', { schema }, async (_request, reply) =>
    reply.type('application/yaml').send(stringify(app.swagger(), { aliasDuplicateObjects: false })),
  );
}
