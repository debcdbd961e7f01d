// Fills a path template so that no value leaves its place (OpenAPI 3.1 §4.8.12 styles; RFC 6570 §3.2).
import { ArgumentError } from '../argument-error.ts';
import type { PlannedParameter } from '../tool/tool-plan.ts';
import { readArgument, type ArgumentValue } from './arguments/argument-value.ts';
import { splitTemplate } from '../ir/parameters/split-template.ts';
import { contentText } from './body/content-text.ts';
import { encode, encodeLiteral, encodeReservedPath } from './style/percent-encode.ts';

/** Path and, if the template itself has one, query text, both encoded. */
export interface ExpandedPath {
  readonly path: string;
  readonly query: string;
}

/** Fills the template. Throws `ArgumentError` for a missing value and for one that would change the segments of the path. */
export function expandPath(
  template: string,
  parameters: readonly PlannedParameter[],
  args: Readonly<Record<string, unknown>>,
): ExpandedPath {
  const split = splitTemplate(template);
  const byName = new Map(
    parameters.filter((parameter) => parameter.in === 'path').map((parameter) => [parameter.name, parameter]),
  );
  const path = split.path
    .split('/')
    .map((segment) => expandSegment(segment, byName, args))
    .join('/');
  const query = split.query === undefined ? '' : fillQuery(split.query, byName, args);
  return { path: path.startsWith('/') ? path : `/${path}`, query };
}

function expandSegment(
  template: string,
  parameters: ReadonlyMap<string, PlannedParameter>,
  args: Readonly<Record<string, unknown>>,
): string {
  if (!template.includes('{')) return encodeLiteral(template);
  const segment = fill(template, parameters, args);
  const argument = [...parameters.values()].find((parameter) => template.includes(`{${parameter.name}}`))?.argument;
  if (segment === '')
    throw new ArgumentError(`The argument "${argument}" must not be empty: it is a part of the path.`, argument);
  if (hasDotSegment(decodeOnce(segment))) throw dotSegment(argument);
  return segment;
}

/** The query of the template; a placeholder that is a query parameter is sent as one, and not here. */
function fillQuery(
  template: string,
  parameters: ReadonlyMap<string, PlannedParameter>,
  args: Readonly<Record<string, unknown>>,
): string {
  const pairs = template
    .split('&')
    .filter((pair) => [...pair.matchAll(/\{([^{}]+)\}/g)].every(([, name = '']) => parameters.has(name)));
  return pairs.map((pair) => fill(pair, parameters, args)).join('&');
}

function fill(
  template: string,
  parameters: ReadonlyMap<string, PlannedParameter>,
  args: Readonly<Record<string, unknown>>,
): string {
  return template
    .split(/(\{[^{}]+\})/)
    .map((part, index) => {
      const parameter = index % 2 === 1 ? parameters.get(part.slice(1, -1)) : undefined;
      return parameter ? expandParameter(parameter, args[parameter.argument]) : encodeLiteral(part);
    })
    .join('');
}

function expandParameter(parameter: PlannedParameter, raw: unknown): string {
  const value =
    parameter.mediaType === undefined || raw === undefined
      ? readArgument(raw)
      : ({ kind: 'primitive', text: contentText(parameter, raw) } as const);
  if (value.kind === 'absent')
    throw new ArgumentError(`The argument "${parameter.argument}" is missing: the path needs it.`, parameter.argument);
  refuseDots(value, parameter.argument);
  switch (parameter.style) {
    case 'matrix':
      return matrix(parameter, value);
    case 'label':
      return `.${plain(parameter, value, parameter.explode ? '.' : ',')}`;
    case 'spaceDelimited':
      return plain(parameter, value, '%20');
    case 'pipeDelimited':
      return plain(parameter, value, '%7C');
    case 'tabDelimited':
      return plain(parameter, value, '%09');
    default:
      return plain(parameter, value, ',');
  }
}

type Present = Exclude<ArgumentValue, { kind: 'absent' }>;

function plain(parameter: PlannedParameter, value: Present, delimiter: string): string {
  const write = writerOf(parameter);
  if (value.kind === 'primitive') return write(value.text);
  if (value.kind === 'array') return value.items.map(write).join(delimiter);
  return value.entries
    .map(([key, text]) => `${write(key)}${parameter.explode ? '=' : delimiter}${write(text)}`)
    .join(delimiter);
}

/** `;name=value`; `;name` for an empty value. */
function matrix(parameter: PlannedParameter, value: Present): string {
  const write = writerOf(parameter);
  const pair = (name: string, encoded: string): string => `;${encode(name)}${encoded === '' ? '' : `=${encoded}`}`;
  if (value.kind === 'primitive' || !parameter.explode) return pair(parameter.name, plain(parameter, value, ','));
  if (value.kind === 'array') return value.items.map((item) => pair(parameter.name, write(item))).join('');
  return value.entries.map(([key, text]) => pair(key, write(text))).join('');
}

function writerOf({ allowReserved }: PlannedParameter): (text: string) => string {
  return allowReserved ? encodeReservedPath : encode;
}

/** Encoding is not enough: URL parsers fold `%2e%2e`, and servers decode `%2F` before they resolve dots. */
function refuseDots(value: Present, argument: string): void {
  const texts = value.kind === 'primitive' ? [value.text] : value.kind === 'array' ? value.items : value.entries.flat();
  for (const text of texts) {
    if (hasDotSegment(text) || hasDotSegment(decodeOnce(text))) throw dotSegment(argument);
  }
}

function hasDotSegment(text: string): boolean {
  return text.split(/[/\\]/).some((segment) => segment === '.' || segment === '..');
}

function decodeOnce(text: string): string {
  return text.replaceAll(/%2e/gi, '.').replaceAll(/%2f/gi, '/').replaceAll(/%5c/gi, '\\');
}

function dotSegment(argument: string | undefined): ArgumentError {
  return new ArgumentError(
    `The argument "${argument}" must not contain "." or ".." as a path segment: it would reach another path.`,
    argument,
  );
}
