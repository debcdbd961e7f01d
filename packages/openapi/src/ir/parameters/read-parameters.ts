// Reads the parameters of one operation, those of its path item included.
import { listOr, quote } from '../../load/json-object.ts';
import { below, printPlace, type Place } from '../../resolve/documents.ts';
import type { Parameter } from '../operation.ts';
import { usableValues } from './path-values.ts';
import { readParameter } from './read-parameter.ts';
import type { ReadContext } from '../read-context.ts';
import { splitTemplate } from './split-template.ts';

/** The parameters of an operation; its own take the place of its path item's. A flawed one is left out with a warning; a placeholder without parameter becomes a string. */
export function readParameters(
  path: string,
  at: { readonly item: Place; readonly operation: Place },
  context: ReadContext,
): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  const reserved: string[] = [];
  for (const owner of [at.item, at.operation]) {
    const list = below(owner, 'parameters');
    const own = new Set<string>();
    for (const index of listOr(list.value).keys()) {
      const place = below(list, index);
      const parameter = readParameter(place, context, reserved);
      if (!parameter) continue;
      const key = `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
      if (own.has(key))
        context.documents.warnings.add(
          'parameter_duplicate',
          printPlace(place),
          `The ${parameter.in} parameter "${parameter.name}" is described twice; the first one counts.`,
        );
      else found.set(key, parameter);
      own.add(key);
    }
  }
  if (reserved.length > 0)
    context.documents.warnings.add(
      'header_reserved',
      printPlace(at.operation),
      `${reserved.map(quote).join(', ')} are left out: HTTP sets these headers for each connection.`,
    );
  const parameters = [...found.values()];
  const template = splitTemplate(path);
  const inPath = placeholders(template.path);
  const inQuery = placeholders(template.query ?? '');
  if (template.hash)
    context.documents.warnings.add(
      'path_fragment',
      printPlace(at.operation),
      `The path ${path} holds a "#" before placeholders; it is sent as "%23".`,
    );
  for (const name of [...inPath, ...inQuery]) {
    const where = inPath.has(name) ? 'path' : 'query';
    if (parameters.some((parameter) => parameter.name === name && (parameter.in === 'path' || parameter.in === where)))
      continue;
    context.documents.warnings.add(
      'path_parameter_missing',
      printPlace(at.operation),
      `The parameter "${name}" of ${path} is not described; it is taken as text.`,
    );
    parameters.push(plainParameter(name, where));
  }
  return parameters
    .filter((parameter) => parameter.in !== 'path' || inPath.has(parameter.name) || inQuery.has(parameter.name))
    .map((parameter) =>
      parameter.in === 'path' ? inSegment(parameter, template.path, { ...at, context }) : parameter,
    );
}

function inSegment(
  parameter: Parameter,
  path: string,
  { operation, context }: { readonly operation: Place; readonly context: ReadContext },
): Parameter {
  const { schema, dropped } = usableValues(parameter, path);
  if (dropped.length === 0) return parameter;
  context.documents.warnings.add(
    'path_value_unusable',
    printPlace(operation),
    `The values ${dropped.map(quote).join(', ')} of "${parameter.name}" are not offered: no path can carry them there.`,
  );
  return { ...parameter, schema };
}

function plainParameter(name: string, where: 'path' | 'query'): Parameter {
  const style = where === 'path' ? 'simple' : 'form';
  return {
    name,
    in: where,
    required: where === 'path',
    style,
    explode: style === 'form',
    allowReserved: false,
    deprecated: false,
    schema: { type: 'string' },
  };
}

/** The names in braces. */
function placeholders(path: string): ReadonlySet<string> {
  return new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ''));
}
