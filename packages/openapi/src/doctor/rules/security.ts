// Finds credentials the document is silent about: answers 401 without security, schemes nobody asks for or nobody describes, secrets asked of models.
import { isObject, listOr, objectOr, type JsonObject } from '../../load/json-object.ts';
import { below, type Place } from '../../resolve/documents.ts';
import type { ExaminedDocument, WrittenOperation, WrittenParameter } from '../examined-document.ts';
import { findAt, type Finding, type OverlayFix } from '../finding.ts';
import { removeAt, updateAt } from '../overlay-fix.ts';

/** Where schemes are described. */
function schemesOf({ root, swagger }: ExaminedDocument): Place {
  return swagger ? below(root, 'securityDefinitions') : below(below(root, 'components'), 'securitySchemes');
}

/** What is wrong with security. */
export function examineSecurity(document: ExaminedDocument): readonly Finding[] {
  const { operations, root } = document;
  const common = below(root, 'security').value;
  const requirements = [...listOr(common), ...operations.flatMap(({ fields }) => listOr(fields['security']))];
  const asked = new Set(requirements.flatMap((requirement) => Object.keys(objectOr(requirement))));
  const described = Object.keys(objectOr(schemesOf(document).value));
  const silent = common === undefined && operations.every(({ fields }) => fields['security'] === undefined);
  return [
    ...(silent && described.length > 0 ? [unapplied(document, described)] : []),
    ...(silent && described.length === 0 ? undeclared(document) : []),
    ...(silent ? [] : operations.flatMap((operation) => forgotten(document, operation, common))),
    ...(silent ? [] : unused(document, described, asked)),
    ...[...asked].filter((name) => !described.includes(name)).flatMap((name) => undescribed(document, name)),
    ...operations.flatMap((operation) => askedOfModels(document, operation)),
  ];
}

function unapplied({ root }: ExaminedDocument, described: readonly string[]): Finding {
  return findAt(root, {
    code: 'security_unapplied',
    severity: 'warning',
    message: `${described.map((name) => `"${name}"`).join(', ')} ${described.length === 1 ? 'is' : 'are'} described, but no operation asks for ${described.length === 1 ? 'it' : 'any'}: calls carry no such credential.`,
    advice: 'Say with "security" what operations need.',
    fix: updateAt(root, { security: described.map((name) => ({ [name]: [] })) }),
  });
}

/** Nothing is said of security in the whole document, but answers speak of it. */
function undeclared(document: ExaminedDocument): readonly Finding[] {
  const guarded = document.operations.filter(answersUnauthorized);
  if (guarded.length === 0) return [];
  return [
    findAt(document.root, {
      code: 'security_undeclared',
      severity: 'warning',
      message: `${guarded.length} operations answer 401 or 403, but the document says nothing of security.`,
      advice: 'Describe how callers show who they are; a bearer token is assumed.',
      fix: [
        ...describe(document, 'bearerAuth'),
        ...(updateAt(document.root, { security: [{ bearerAuth: [] }] }) ?? []),
      ],
    }),
  ];
}

/** One operation that answers 401 and says nothing, where others do. */
function forgotten(document: ExaminedDocument, operation: WrittenOperation, common: unknown): readonly Finding[] {
  if (common !== undefined || operation.fields['security'] !== undefined || !answersUnauthorized(operation)) return [];
  const [scheme] = Object.keys(objectOr(schemesOf(document).value));
  return [
    findAt(operation.place, {
      code: 'security_undeclared',
      severity: 'warning',
      message: `${operation.method} ${operation.path} answers 401 or 403, but asks for no credential.`,
      advice: scheme === undefined ? 'Say what it needs.' : `Say what it needs; "${scheme}" is assumed.`,
      fix: scheme === undefined ? undefined : updateAt(operation.place, { security: [{ [scheme]: [] }] }),
    }),
  ];
}

function answersUnauthorized({ fields }: WrittenOperation): boolean {
  const answers = objectOr(fields['responses']);
  return answers['401'] !== undefined || answers['403'] !== undefined;
}

function unused(
  document: ExaminedDocument,
  described: readonly string[],
  asked: ReadonlySet<string>,
): readonly Finding[] {
  return described
    .filter((name) => !asked.has(name))
    .map((name) => {
      const place = below(schemesOf(document), name);
      return findAt(place, {
        code: 'security_scheme_unused',
        severity: 'note',
        message: `No operation asks for the security scheme "${name}".`,
        advice: 'Remove it, or ask for it.',
        fix: removeAt(place),
      });
    });
}

function undescribed(document: ExaminedDocument, name: string): readonly Finding[] {
  // OpenAPI 3.2 lets requirements name a scheme by its URI.
  if (/[/#:]/.test(name)) return [];
  return [
    findAt(below(schemesOf(document), name), {
      code: 'security_scheme_undefined',
      severity: 'error',
      message: `Operations ask for the security scheme "${name}", which is not described: they are called without a credential.`,
      advice: 'Describe the scheme; by its name it is taken for what the Overlay says.',
      fix: describe(document, name),
    }),
  ];
}

/** The actions that describe a scheme, guessed by its name. */
function describe(document: ExaminedDocument, name: string): readonly OverlayFix[] {
  const { root, swagger } = document;
  const scheme = guess(name, swagger);
  if (swagger) return updateAt(root, { securityDefinitions: { [name]: scheme } }) ?? [];
  return updateAt(root, { components: { securitySchemes: { [name]: scheme } } }) ?? [];
}

function guess(name: string, swagger: boolean): JsonObject {
  if (/basic/i.test(name)) return swagger ? { type: 'basic' } : { type: 'http', scheme: 'basic' };
  if (/key/i.test(name)) return { type: 'apiKey', in: 'header', name: 'X-API-Key' };
  return swagger ? { type: 'apiKey', in: 'header', name: 'Authorization' } : { type: 'http', scheme: 'bearer' };
}

const SECRET =
  /^(x-)?(api[-_]?key|access[-_]?token|auth[-_]?token|authorization|app[-_]?(key|secret)|client[-_]?secret|password|session[-_]?token)$/i;

/** Parameters through which a model would have to pass a secret. */
function askedOfModels(document: ExaminedDocument, operation: WrittenOperation): readonly Finding[] {
  const held = (operation.plan?.request.security ?? [])
    .flat()
    .flatMap((scheme) => ('name' in scheme ? [`${scheme.in} ${scheme.name.toLowerCase()}`] : []));
  return operation.parameters
    .filter(({ name, in: where }) => ['header', 'query', 'cookie'].includes(where) && SECRET.test(name))
    .filter(({ name, in: where }) => !held.includes(`${where} ${name.toLowerCase()}`))
    .filter(({ name }) => !/^authorization$/i.test(name) || (operation.plan?.request.security ?? []).length === 0)
    .map((parameter) => secretParameter(document, operation, parameter));
}

function secretParameter(
  document: ExaminedDocument,
  operation: WrittenOperation,
  { name, in: where, place, fields }: WrittenParameter,
): Finding {
  return findAt(place, {
    code: 'parameter_secret',
    severity: 'warning',
    message: `"${name}" in the ${where} looks like a credential, and is asked of the model.`,
    advice: 'Describe it as a security scheme: then the server holds it.',
    fix: holdSecret(document, operation, { name, in: where, required: fields['required'] === true }),
  });
}

/** Makes a scheme of the parameter, and has the operation ask for it. */
function holdSecret(
  document: ExaminedDocument,
  { place, fields, plan }: WrittenOperation,
  key: { readonly name: string; readonly in: string; readonly required: boolean },
): readonly OverlayFix[] | undefined {
  const schemes = Object.entries(objectOr(schemesOf(document).value));
  const same = schemes.find(([, scheme]) => isObject(scheme) && scheme['in'] === key.in && scheme['name'] === key.name);
  const scheme = same?.[0] ?? key.name.replaceAll(/[^A-Za-z0-9]+/g, '_');
  if (plan === undefined || (!same && schemes.some(([name]) => name === scheme))) return undefined;
  const described = { [scheme]: { type: 'apiKey', in: key.in, name: key.name } };
  const added = document.swagger ? { securityDefinitions: described } : { components: { securitySchemes: described } };
  const own = below(place, 'security');
  const alternatives = listOr(fields['security'] ?? below(document.root, 'security').value).filter(isObject);
  // What may be left out must not keep the other credentials from being sent.
  if (alternatives.length > 0 && !key.required) return undefined;
  const asked =
    listOr(fields['security']).length > 0
      ? [...listOr(fields['security']).keys()].flatMap((index) => updateAt(below(own, index), { [scheme]: [] }) ?? [])
      : updateAt(place, {
          security:
            alternatives.length === 0 ? [{ [scheme]: [] }] : alternatives.map((one) => ({ ...one, [scheme]: [] })),
        });
  return [...(same ? [] : (updateAt(document.root, added) ?? [])), ...(asked ?? [])];
}
