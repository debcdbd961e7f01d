// Finds bodies and answers whose content type nobody knows, and bodies that do not travel.
import { isObject, objectOr } from '../../load/json-object.ts';
import { below } from '../../resolve/documents.ts';
import { follow, type ExaminedDocument, type WrittenOperation } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';
import { removeAt, updateAt } from '../overlay-fix.ts';

/** What is wrong with bodies and answers. */
export function examineContents(document: ExaminedDocument): readonly Finding[] {
  if (document.swagger) return examineSwagger(document);
  return document.operations.flatMap((operation) => [
    ...examineBody(document, operation),
    ...examineAnswer(document, operation),
  ]);
}

function examineBody({ documents, compiled }: ExaminedDocument, operation: WrittenOperation): readonly Finding[] {
  const { method, path, place } = operation;
  const body = follow(documents, below(place, 'requestBody'));
  if (!body || !isObject(body.value)) return [];
  const content = objectOr(body.value['content']);
  if (Object.keys(content).length === 0)
    return [
      findAt(body, {
        code: 'body_without_content',
        severity: 'warning',
        message: `The body of ${method} ${path} has no content type, so nothing can be sent.`,
        advice: 'Say what it is; JSON is assumed.',
        fix: updateAt(body, { content: { 'application/json': { schema: {} } } }),
      }),
    ];
  if (method === 'HEAD' || (method === 'GET' && compiled.openapi.startsWith('3.0')))
    return [
      findAt(below(place, 'requestBody'), {
        code: 'body_ignored',
        severity: 'warning',
        message: `${method} ${path} describes a body, which this version of OpenAPI does not allow; it is not sent.`,
        advice: 'Take parameters or another method instead.',
        fix: removeAt(below(place, 'requestBody')),
      }),
    ];
  if (method === 'GET')
    return [
      findAt(below(place, 'requestBody'), {
        code: 'body_in_get',
        severity: 'note',
        message: `${method} ${path} has a body; many servers and proxies drop it.`,
        advice: 'Take parameters or another method instead.',
      }),
    ];
  return [];
}

/** An operation whose successes have no content at all, though a GET without an answer makes no sense. */
function examineAnswer(
  { documents }: ExaminedDocument,
  { method, path, place, fields }: WrittenOperation,
): readonly Finding[] {
  if (method !== 'GET') return [];
  const responses = below(place, 'responses');
  const successes = Object.keys(objectOr(fields['responses'])).filter((status) => /^2|^default$/i.test(status));
  const answers = successes.flatMap((status) => {
    const answer = follow(documents, below(responses, status));
    return answer && isObject(answer.value) ? [{ status, answer, fields: answer.value }] : [];
  });
  const ok = answers.find(({ status }) => /^2(00|XX)$/i.test(status));
  if (!ok || answers.some(({ fields: own }) => Object.keys(objectOr(own['content'])).length > 0)) return [];
  return [
    findAt(ok.answer, {
      code: 'answer_without_content',
      severity: 'note',
      message: `The answer of ${method} ${path} has no content type; any is accepted.`,
      advice: 'Say what comes back; JSON is assumed.',
      fix: updateAt(ok.answer, { content: { 'application/json': {} } }),
    }),
  ];
}

/** Swagger 2.0 says content types for the document as a whole or for single operations. */
function examineSwagger({ root, operations }: ExaminedDocument): readonly Finding[] {
  const findings: Finding[] = [];
  const answers = operations.filter(({ fields }) =>
    Object.values(objectOr(fields['responses'])).some((answer) => objectOr(answer)['schema'] !== undefined),
  );
  const bodies = operations.filter(({ parameters }) => parameters.some(({ in: where }) => where === 'body'));
  for (const [field, concerned, what] of [
    ['produces', answers, 'answers are'],
    ['consumes', bodies, 'bodies are'],
  ] as const) {
    const silent = concerned.filter(({ fields }) => !Array.isArray(fields[field]));
    if (silent.length === 0 || Array.isArray(below(root, field).value)) continue;
    findings.push(
      findAt(root, {
        code: `${field}_missing`,
        severity: 'note',
        message: `Nothing says what ${what} made of in ${silent.length} operations: there is no "${field}".`,
        advice: 'Say it; JSON is assumed.',
        fix: updateAt(root, { [field]: ['application/json'] }),
      }),
    );
  }
  return findings;
}
