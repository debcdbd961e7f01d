// Finds what models cannot tell apart or understand: operations and arguments that nothing is said of.
import { objectOr, textOf } from '../../load/json-object.ts';
import { below } from '../../resolve/documents.ts';
import { follow, type ExaminedDocument, type WrittenOperation } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';
import { sentenceOf } from '../operation-words.ts';
import { updateAt } from '../overlay-fix.ts';

/** What is not said of operations and their arguments. */
export function examineDescriptions(document: ExaminedDocument): readonly Finding[] {
  const first = new Map<string, WrittenOperation>();
  return document.operations.flatMap((operation) => {
    const { fields, method, path, place } = operation;
    const text = [textOf(fields['summary']), textOf(fields['description'])]
      .filter((part) => part !== undefined)
      .join(' ');
    const own = textOf(objectOr(fields['x-mcp'])['description']);
    const twin = first.get(text);
    if (text !== '' && !twin) first.set(text, operation);
    const findings: Finding[] = [];
    if (text === '' && own === undefined) findings.push(speechless(operation));
    else if (twin && own === undefined)
      findings.push(
        findAt(place, {
          code: 'summary_duplicate',
          severity: 'note',
          message: `${method} ${path} is described in the same words as ${twin.method} ${twin.path}; models cannot tell them apart.`,
          advice: 'Say what is different about it.',
        }),
      );
    return [...findings, ...silentParameters(document, operation)];
  });
}

function speechless(operation: WrittenOperation): Finding {
  const { fields, method, path, place } = operation;
  const summary = sentenceOf(textOf(fields['operationId']) ?? `${method} ${path}`);
  return findAt(place, {
    code: 'summary_missing',
    severity: 'warning',
    message: `${method} ${path} has neither a summary nor a description: a model sees its name and route only.`,
    advice: `Say what it does; "${summary}" is all its name tells.`,
    fix: summary === '' ? undefined : updateAt(place, { summary }),
  });
}

function silentParameters({ documents }: ExaminedDocument, operation: WrittenOperation): readonly Finding[] {
  const silent = operation.parameters.filter(({ place, fields }) => {
    const schema = follow(documents, below(place, 'schema'));
    return textOf(fields['description']) === undefined && textOf(objectOr(schema?.value)['description']) === undefined;
  });
  if (silent.length === 0) return [];
  const names = silent.map(({ name }) => `"${name}"`);
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  return [
    findAt(operation.place, {
      code: 'parameter_undescribed',
      severity: 'note',
      message: `Nothing is said of ${shown.join(', ')} of ${operation.method} ${operation.path}.`,
      advice: 'Describe each parameter whose name does not say it all.',
    }),
  ];
}
