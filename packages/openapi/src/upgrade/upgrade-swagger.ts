// Rewrites the frame of a Swagger 2.0 document as OpenAPI 3.0: servers, security schemes, and (in its neighbour) operations.
import { isObject, objectOr, stringsOf, textOf, type JsonObject } from '../load/json-object.ts';
import { upgradeSwaggerOperation } from './swagger-operation.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/** The document with OpenAPI 3.0 operations, `servers` and `components.securitySchemes`. */
export function upgradeSwagger(root: JsonObject): JsonObject {
  const paths: Record<string, unknown> = {};
  for (const [path, item] of Object.entries(objectOr(root['paths']))) {
    paths[path] = isObject(item) ? upgradePathItem(item, root) : item;
  }
  const securitySchemes: Record<string, unknown> = {};
  for (const [name, scheme] of Object.entries(objectOr(root['securityDefinitions']))) {
    securitySchemes[name] =
      isObject(scheme) && scheme['type'] === 'basic' ? { ...scheme, type: 'http', scheme: 'basic' } : scheme;
  }
  return { ...root, paths, servers: serversOf(root, root['schemes']), components: { securitySchemes } };
}

function upgradePathItem(item: JsonObject, root: JsonObject): JsonObject {
  const { parameters, ...rest } = item;
  const upgraded: Record<string, unknown> = { ...rest };
  for (const [key, operation] of Object.entries(rest)) {
    if (!METHODS.has(key) || !isObject(operation)) continue;
    const servers = operation['schemes'] === undefined ? undefined : serversOf(root, operation['schemes']);
    upgraded[key] = { ...upgradeSwaggerOperation(operation, parameters, root), ...(servers ? { servers } : {}) };
  }
  return upgraded;
}

/** One server by `schemes`, `host` and `basePath`; https is preferred, and without a host the server is relative to the document. */
function serversOf(root: JsonObject, schemes: unknown): readonly JsonObject[] {
  const basePath = typeof root['basePath'] === 'string' ? root['basePath'] : '/';
  // Some write the whole address: a scheme before the host, a slash behind it.
  const [, written, host] = /^(?:(https?):)?(?:\/\/)?(.*?)\/*$/i.exec(textOf(root['host'])?.trim() ?? '') ?? [];
  if (host === undefined || host === '') return [{ url: basePath }];
  const usable = stringsOf(schemes).filter((scheme) => scheme === 'https' || scheme === 'http');
  const scheme = usable.includes('https') ? 'https:' : usable.length > 0 ? 'http:' : written ? `${written}:` : '';
  return [{ url: `${scheme}//${host}${basePath.startsWith('/') ? '' : '/'}${basePath}` }];
}
