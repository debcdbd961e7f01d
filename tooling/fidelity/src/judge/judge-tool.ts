// Owns the judgement of listed tools: what every client needs of any of them, and what a case wants of its own.
import type { Tool } from '@modelcontextprotocol/client';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ExpectedTool } from '../case.ts';
import { compare, holds, show } from './compare.ts';

/** The portable profile of names. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const COMBINATORS = ['oneOf', 'anyOf', 'allOf', 'not', '$ref', 'if'];

/** Says what is wrong with a tool; `wanted` is what the case says of it. */
export type ToolJudge = (tool: Tool, wanted?: ExpectedTool) => readonly string[];

/** A judge of tools. It compiles the schema of schemas once, so one judge is for many tools. */
export function toolJudge(): ToolJudge {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  return (tool, wanted = {}) => judgeTool(ajv, tool, wanted);
}

function judgeTool(ajv: Ajv2020, tool: Tool, wanted: ExpectedTool): readonly string[] {
  const properties = tool.inputSchema.properties ?? {};
  return [
    ...judgeProfile(tool),
    ...judgeName(wanted.name, tool.name),
    ...(wanted.title === undefined ? [] : compare('title', wanted.title, tool.title)),
    ...(wanted.arguments === undefined
      ? []
      : compare('arguments', wanted.arguments.toSorted(), Object.keys(properties).toSorted())),
    ...(wanted.required === undefined
      ? []
      : compare('required', wanted.required.toSorted(), (tool.inputSchema.required ?? []).toSorted())),
    ...Object.entries(wanted.schemas ?? {}).flatMap(([name, schema]) =>
      holds(`schema of ${name}`, schema, Object.hasOwn(properties, name) ? properties[name] : undefined),
    ),
    ...(wanted.annotations === undefined ? [] : holds('annotations', wanted.annotations, tool.annotations)),
    ...(wanted.says ?? []).flatMap((said) =>
      tool.description?.includes(said) ? [] : [`description: expected ${show(said)}, got ${show(tool.description)}`],
    ),
    ...(wanted.hides ?? []).flatMap((hidden) =>
      JSON.stringify(tool).includes(hidden) ? [`tool: expected ${show(hidden)} nowhere, got ${show(tool)}`] : [],
    ),
    ...judgeValues(ajv, wanted, tool),
  ];
}

function judgeProfile({ name, description, inputSchema }: Tool): readonly string[] {
  return [
    ...(NAME.test(name) ? [] : [`name: expected one that every client takes, got ${show(name)}`]),
    ...((description ?? '') === '' ? ['description: expected one, got none'] : []),
    ...COMBINATORS.filter((keyword) => Object.hasOwn(inputSchema, keyword)).map(
      (keyword) => `input schema: expected a plain object at the root, got ${keyword}`,
    ),
  ];
}

function judgeName(wanted: ExpectedTool['name'], name: string): readonly string[] {
  if (wanted === undefined) return [];
  if (typeof wanted === 'string') return compare('name', wanted, name);
  return new RegExp(wanted.matches).test(name) ? [] : [`name: expected ${wanted.matches}, got ${show(name)}`];
}

/** Ajv throws for a schema that is no valid JSON Schema 2020-12, and for references that lead nowhere. */
function judgeValues(
  ajv: Ajv2020,
  { accepts = [], refuses = [] }: ExpectedTool,
  { inputSchema }: Tool,
): readonly string[] {
  try {
    const validate = ajv.compile(inputSchema);
    const wrong = (values: readonly unknown[], valid: boolean): readonly string[] =>
      values.flatMap((value) =>
        validate(value) === valid ? [] : [`input schema: expected ${valid ? 'to accept' : 'to refuse'} ${show(value)}`],
      );
    return [...wrong(accepts, true), ...wrong(refuses, false)];
  } catch (error) {
    return [`input schema: expected a valid one, got ${String(error)}`];
  }
}
