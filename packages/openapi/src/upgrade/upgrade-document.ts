// Brings every accepted version into the form of OpenAPI 3; places (JSON pointers) of operations and schemas stay what they were.
import type { JsonObject } from '../load/json-object.ts';
import { isObject } from '../load/json-object.ts';
import { upgradeSwagger } from './upgrade-swagger.ts';

/** The root of a document in the form of OpenAPI 3.x. Schemas are left as they are: `definitions` stay where references look for them. */
export function upgradeDocument(document: { readonly root: JsonObject; readonly version: string }): JsonObject {
  if (document.version.startsWith('2')) return upgradeSwagger(document.root);
  return isObject(document.root['paths']) || document.root['paths'] === undefined
    ? document.root
    : { ...document.root, paths: {} };
}
