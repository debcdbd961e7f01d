// Owns the list of all cases, in the order of the page.
import { slugOf, type FidelityCase } from './case.ts';
import { ANSWER_CASES } from './cases/answers.ts';
import { ARGUMENT_CASES } from './cases/arguments.ts';
import { AUTHORITY_CASES } from './cases/authorities.ts';
import { BYTE_BODY_CASES } from './cases/byte-bodies.ts';
import { COLLISION_CASES } from './cases/collisions.ts';
import { CREDENTIAL_CASES } from './cases/credentials.ts';
import { EXCHANGE_CASES } from './cases/exchanges.ts';
import { FORM_BODY_CASES } from './cases/form-bodies.ts';
import { HEADER_CASES } from './cases/headers.ts';
import { JSON_BODY_CASES } from './cases/json-bodies.ts';
import { MEDIA_CHOICE_CASES } from './cases/media-choices.ts';
import { MULTIPART_CASES } from './cases/multipart.ts';
import { OFF_SCHEMA_CASES } from './cases/off-schema.ts';
import { PATH_CASES } from './cases/paths.ts';
import { LONG_ANSWER_CASES } from './cases/long-answers.ts';
import { PLACE_CASES } from './cases/places.ts';
import { QUERY_NAME_CASES } from './cases/query-names.ts';
import { QUERY_CASES } from './cases/query.ts';
import { styleCases } from './cases/styles.ts';
import { REFERENCE_CASES } from './cases/references.ts';
import { STRUCTURE_CASES } from './cases/structures.ts';
import { SWAGGER_CASES } from './cases/swagger.ts';
import { TOOL_CASES } from './cases/tools.ts';
import { UNDEFINED_CASES } from './cases/undefined-styles.ts';
import { VERSION_CASES } from './cases/versions.ts';
import { XML_BODY_CASES } from './cases/xml-bodies.ts';

/** Every case, by group. Throws if two would share an id or a tool name, or if an id is too long to be one. */
export function listCases(): readonly FidelityCase[] {
  const cases = [
    ...styleCases(),
    ...QUERY_CASES,
    ...QUERY_NAME_CASES,
    ...PATH_CASES,
    ...HEADER_CASES,
    ...ARGUMENT_CASES,
    ...JSON_BODY_CASES,
    ...FORM_BODY_CASES,
    ...MULTIPART_CASES,
    ...BYTE_BODY_CASES,
    ...XML_BODY_CASES,
    ...MEDIA_CHOICE_CASES,
    ...COLLISION_CASES,
    ...UNDEFINED_CASES,
    ...REFERENCE_CASES,
    ...STRUCTURE_CASES,
    ...TOOL_CASES,
    ...ANSWER_CASES,
    ...OFF_SCHEMA_CASES,
    ...EXCHANGE_CASES,
    ...LONG_ANSWER_CASES,
    ...CREDENTIAL_CASES,
    ...AUTHORITY_CASES,
    ...SWAGGER_CASES,
    ...VERSION_CASES,
    ...PLACE_CASES,
  ];
  const slugs = new Set<string>();
  for (const { id } of cases) {
    const slug = slugOf(id);
    if (slugs.has(slug) || slug.length > 64) throw new Error(`The id of the case "${id}" is taken or too long.`);
    slugs.add(slug);
  }
  return [...Map.groupBy(cases, ({ id }) => id.split('/', 1)[0]).values()].flat();
}
