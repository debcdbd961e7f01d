// Opens objects that are closed against what they themselves ask for: no value would fit.
import { isObject } from '../../load/json-object.ts';

type Schema = Record<string, unknown>;

/**
 * A converted schema without `additionalProperties: false` where that refuses every value: beside `allOf` and alternatives that bring properties of their own,
 * and where a required property is not among the described ones.
 */
export function mendClosed(schema: Schema): Schema {
  const branches: readonly unknown[] = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  const speaks = schema['properties'] !== undefined || branches.length > 1;
  const mended = isContradictory(schema) || branches.length > 0 || hasOtherProperties(schema) ? open(schema) : schema;
  if (!speaks || !branches.some((branch) => isClosed(branch))) return mended;
  return { ...mended, allOf: branches.map((branch) => (isClosed(branch) ? open(branch) : branch)) };
}

function isContradictory(schema: Schema): boolean {
  const { required, properties, patternProperties } = schema;
  if (schema['additionalProperties'] !== false || patternProperties !== undefined || !Array.isArray(required))
    return false;
  const described = isObject(properties) ? properties : {};
  return required.some((name) => !Object.hasOwn(described, String(name)));
}

function hasOtherProperties({ anyOf, additionalProperties }: Schema): boolean {
  if (additionalProperties !== false || !Array.isArray(anyOf)) return false;
  return anyOf.some(
    (branch) => isObject(branch) && (branch['$ref'] !== undefined || branch['properties'] !== undefined),
  );
}

function isClosed(schema: unknown): schema is Schema {
  return isObject(schema) && schema['additionalProperties'] === false;
}

function open(schema: Schema): Schema {
  if (schema['additionalProperties'] !== false) return schema;
  const { additionalProperties: _closed, ...rest } = schema;
  return rest;
}
