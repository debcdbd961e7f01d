// Finds parameters that requests cannot be written with as they stand: missing, optional in a path, untyped, twice.
import { listOr, objectOr, textOf } from '../../load/json-object.ts';
import { below } from '../../resolve/documents.ts';
import { follow, type ExaminedDocument, type WrittenOperation } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';
import { removeAt, updateAt } from '../overlay-fix.ts';

/** What is wrong with parameters. */
export function examineParameters(document: ExaminedDocument): readonly Finding[] {
  return document.operations.flatMap((operation) => [
    ...missing(document, operation),
    ...operation.parameters.flatMap((parameter) => {
      const { place, fields, name } = parameter;
      const findings: Finding[] = [];
      if (parameter.in === 'path' && fields['required'] !== true)
        findings.push(
          findAt(place, {
            code: 'path_parameter_optional',
            severity: 'warning',
            message: `The path parameter "${name}" is not marked as required, but no path can do without it.`,
            advice: 'Add "required: true".',
            fix: updateAt(place, { required: true }),
          }),
        );
      const typed = document.swagger
        ? ['body'].includes(parameter.in) || fields['type'] !== undefined
        : fields['schema'] !== undefined || fields['content'] !== undefined;
      if (!typed)
        findings.push(
          findAt(place, {
            code: 'parameter_without_schema',
            severity: 'warning',
            message: `The parameter "${name}" has no schema; any value is accepted for it.`,
            advice: 'Say what it is; a string is assumed.',
            fix: updateAt(place, document.swagger ? { type: 'string' } : { schema: { type: 'string' } }),
          }),
        );
      return findings;
    }),
    ...duplicates(document, operation),
    ...mentionedHeaders(document, operation),
  ]);
}

function missing(
  { swagger }: ExaminedDocument,
  { method, path, place, parameters }: WrittenOperation,
): readonly Finding[] {
  const known = new Set(
    parameters.filter(({ in: where }) => where === 'path' || where === 'query').map(({ name }) => name),
  );
  const names = [...(path.split('#')[0] ?? '').matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const absent = [...new Set(names)].filter((name) => !known.has(name));
  if (absent.length === 0) return [];
  const added = absent.map((name) => ({
    name,
    in: path.indexOf(`{${name}}`) > path.indexOf('?') && path.includes('?') ? 'query' : 'path',
    required: true,
    ...(swagger ? { type: 'string' } : { schema: { type: 'string' } }),
  }));
  return [
    findAt(place, {
      code: 'path_parameter_missing',
      severity: 'warning',
      message: `${absent.map((name) => `"${name}"`).join(', ')} of ${method} ${path} ${absent.length === 1 ? 'is' : 'are'} not described; text is assumed.`,
      advice: 'Describe each placeholder of the path as a parameter.',
      fix: updateAt(place, { parameters: added }),
    }),
  ];
}

/** The same parameter twice in one list. */
function duplicates({ documents }: ExaminedDocument, { place }: WrittenOperation): readonly Finding[] {
  const list = below(place, 'parameters');
  const seen = new Set<string>();
  return [...listOr(list.value).keys()].flatMap((index) => {
    const entry = below(list, index);
    const fields = objectOr(follow(documents, entry)?.value);
    const name = textOf(fields['name']) ?? '';
    const key = `${textOf(fields['in'])} ${fields['in'] === 'header' ? name.toLowerCase() : name}`;
    if (name === '' || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      findAt(entry, {
        code: 'parameter_duplicate',
        severity: 'warning',
        message: `The ${textOf(fields['in'])} parameter "${name}" is described twice; the first one counts.`,
        advice: 'Remove one of them.',
        fix: removeAt(entry),
      }),
    ];
  });
}

const HEADER = /[`"']?\b(X-[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)[`"']?(?: request)? header/g;

/** Headers that the words of an operation speak of and its parameters do not. */
function mentionedHeaders({ swagger, documents }: ExaminedDocument, operation: WrittenOperation): readonly Finding[] {
  const { place, fields, parameters } = operation;
  const text = textOf(fields['description']) ?? '';
  const known = new Set(parameters.filter(({ in: where }) => where === 'header').map(({ name }) => name.toLowerCase()));
  const answers = JSON.stringify(follow(documents, below(place, 'responses'))?.value ?? {}).toLowerCase();
  const names = [...new Set([...text.matchAll(HEADER)].map(([, name = '']) => name))].filter(
    (name) => !known.has(name.toLowerCase()) && !answers.includes(name.toLowerCase()),
  );
  const spelled = [...(operation.plan?.request.security ?? [])].flat();
  const absent = names.filter(
    (name) => !spelled.some((scheme) => 'name' in scheme && scheme.name.toLowerCase() === name.toLowerCase()),
  );
  if (absent.length === 0) return [];
  const added = absent.map((name) => ({
    name,
    in: 'header',
    ...(swagger ? { type: 'string' } : { schema: { type: 'string' } }),
  }));
  return [
    findAt(place, {
      code: 'header_undeclared',
      severity: 'note',
      message: `The description speaks of ${absent.join(', ')}, but no parameter lets a caller send it.`,
      advice: 'Describe it as a header parameter.',
      fix: updateAt(place, { parameters: added }),
    }),
  ];
}
