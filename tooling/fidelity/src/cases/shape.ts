// Owns the building of one case about a schema: it describes a body, and values are held against the tool's input schema.
import type { ExpectedRequest, FidelityCase, FixtureName, Json, JsonObject } from '../case.ts';

/** A schema, and what is said of it. */
export interface Shape {
  readonly says: string;
  readonly schema: Json;
  readonly schemas?: JsonObject;
  readonly accepts?: readonly Json[];
  readonly refuses?: readonly Json[];
  /** Sent and expected back as it is. */
  readonly value?: Json;
  readonly fixture?: FixtureName;
  readonly more?: Partial<FidelityCase>;
}

/** The case of a schema. A value is sent as the body and must arrive as it is. */
export function shape(
  id: string,
  { says, schema, schemas, accepts = [], refuses = [], value, fixture, more }: Shape,
): FidelityCase {
  const request: ExpectedRequest = { body: JSON.stringify(value) };
  return {
    id: `structure/${id}`,
    says,
    method: 'post',
    ...(fixture === undefined ? {} : { fixture }),
    operation: { requestBody: { required: true, content: { 'application/json': { schema } } } },
    ...(schemas === undefined ? {} : { components: { schemas } }),
    tool: { accepts: accepts.map((body) => ({ body })), refuses: refuses.map((body) => ({ body })) },
    ...(value === undefined ? {} : { args: { body: value }, requests: [request] }),
    ...more,
  };
}

/** A reference to a schema of the components. */
export function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}
