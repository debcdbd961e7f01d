// Owns the making of a fixture's document of its cases: every case has a path of its own, and its id as the summary of its operation.
import { slugOf, type FidelityCase, type Json, type JsonObject } from '../case.ts';
import type { Fixture } from '../fixtures.ts';

/** The document; placeholders are not replaced yet. */
export function buildDocument(fixture: Fixture, cases: readonly FidelityCase[]): JsonObject {
  const old = fixture.version.startsWith('2');
  const head: Record<string, Json> = old
    ? { swagger: fixture.version, info: INFO, host: '127.0.0.1:@port@', basePath: '/v1', schemes: ['http'] }
    : { openapi: fixture.version, info: INFO, servers: [{ url: fixture.server ?? '@origin@/v1' }] };
  const document = { ...head, ...fixture.document, paths: pathsOf(cases, old) };
  return cases.reduce((soFar: JsonObject, { components = {} }) => addComponents(soFar, components, old), document);
}

const INFO: JsonObject = { title: 'The acceptance table', version: '1.0.0' };

/** What the upstream answers where a case says nothing else. Cases with other answers are answered off this schema, which no client may refuse. */
const ANSWER: JsonObject = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] };

function described(old: boolean): JsonObject {
  const answer: JsonObject = old ? { schema: ANSWER } : { content: { 'application/json': { schema: ANSWER } } };
  return { 200: { description: 'Done', ...answer } };
}

/** Where the path of a case starts. */
export function pathOf({ id, path = '' }: FidelityCase): string {
  return `/${slugOf(id)}${path}`;
}

function pathsOf(cases: readonly FidelityCase[], old: boolean): JsonObject {
  return Object.fromEntries(
    cases.map((entry) => {
      const { id, method = 'get', operation = {}, item = {} } = entry;
      const written: JsonObject = {
        operationId: slugOf(id),
        summary: id,
        responses: described(old),
        ...operation,
      };
      return [pathOf(entry), method === null ? item : { ...item, [method]: written }];
    }),
  );
}

function addComponents(
  document: JsonObject,
  sections: Readonly<Record<string, JsonObject>>,
  atRoot: boolean,
): JsonObject {
  const owner = atRoot ? document : objectOf(document['components']);
  const added = Object.entries(sections).map(([name, members]) => [name, { ...objectOf(owner[name]), ...members }]);
  const merged = { ...owner, ...Object.fromEntries(added) };
  return atRoot ? merged : { ...document, components: merged };
}

function objectOf(value: Json | undefined): JsonObject {
  return value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}
