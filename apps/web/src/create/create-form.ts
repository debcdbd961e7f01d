// Owns the form of a new server: its values, the request made from them, and where a complaint belongs.
import { CreateServer, pointerOf, type CreateServerInput, type Problem, type Transport } from '../contract/index.ts';

/** Where the document comes from. */
export type SourceKind = 'url' | 'path' | 'text';

/** What stands in the fields; all text as typed. */
export interface CreateForm {
  readonly source: SourceKind;
  readonly url: string;
  readonly path: string;
  readonly text: string;
  readonly name: string;
  readonly transport: Transport;
  readonly port: string;
  readonly baseUrl: string;
  readonly authToken: string;
  readonly autoStart: boolean;
}

/** A field that can carry a complaint. */
export type CreateField = 'url' | 'path' | 'text' | 'name' | 'transport' | 'port' | 'baseUrl' | 'authToken';

/** The form as it opens. */
export const emptyCreateForm: CreateForm = {
  source: 'url',
  url: '',
  path: '',
  text: '',
  name: '',
  transport: 'streamable',
  port: '',
  baseUrl: '',
  authToken: '',
  autoStart: true,
};

/** The document as the API wants it: an address or the text itself. */
export function sourceOf(form: CreateForm): { openapiUrl: string } | { openapi: string } {
  return form.source === 'text' ? { openapi: form.text } : { openapiUrl: form[form.source].trim() };
}

/** The body of the request; empty fields are left out. */
export function bodyOf(form: CreateForm): CreateServerInput {
  const { name, transport, autoStart } = form;
  return {
    name: name.trim(),
    transport,
    autoStart,
    ...sourceOf(form),
    ...(form.port.trim() === '' || transport === 'stdio' ? {} : { port: Number(form.port) }),
    ...(form.baseUrl.trim() === '' ? {} : { baseUrl: form.baseUrl.trim() }),
    ...(form.authToken === '' ? {} : { authToken: form.authToken }),
  };
}

/** The field a JSON pointer of a complaint means; undefined where no field does. */
function fieldOf(pointer: string, source: SourceKind): CreateField | undefined {
  const key = pointer.split('/')[1];
  if (key === 'openapiUrl' || key === 'openapi') return source;
  return key === 'name' || key === 'transport' || key === 'port' || key === 'baseUrl' || key === 'authToken'
    ? key
    : undefined;
}

/** The fields that do not fit, before anything is sent. */
export function invalidFields(form: CreateForm): CreateField[] {
  const issues = CreateServer.safeParse(bodyOf(form)).error?.issues ?? [];
  const url = form.url.trim();
  const fields = issues.map((issue) => fieldOf(pointerOf(issue.path), form.source) ?? form.source);
  if (form.source === 'url' && url !== '' && !/^https?:\/\/[^\s/]/i.test(url)) fields.push('url');
  return [...new Set(fields)];
}

/** A name a server may have, made from a document's title; empty if nothing usable is in it. */
export function suggestName(title: string): string {
  const name = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return name.replace(/^-+/, '').slice(0, 48).replace(/-+$/, '');
}

/** Complaints of the API: those that belong to a field, and those that do not. */
export interface Complaints {
  readonly placed: readonly { readonly field: CreateField; readonly message: string }[];
  readonly rest: readonly { readonly pointer: string; readonly message: string }[];
}

/** The field a named failure is about, whatever its pointers say; undefined where it is about none. */
function fieldOfCode(code: string, source: SourceKind): CreateField | undefined {
  if (code === 'name_taken') return 'name';
  if (code === 'port_taken') return 'port';
  return code === 'document_unusable' || code === 'document_unreachable' ? source : undefined;
}

/** Where each complaint of a problem belongs; a failure that is about one field is told there with its `detail`. */
export function complaintsOf(
  { code, detail, errors = [] }: Pick<Problem, 'code' | 'detail' | 'errors'>,
  source: SourceKind,
): Complaints {
  const own = fieldOfCode(code, source);
  if (own) return { placed: [{ field: own, message: detail }], rest: [] };
  const placed = errors.flatMap(({ pointer, message }) => {
    const field = fieldOf(pointer, source);
    return field ? [{ field, message }] : [];
  });
  return { placed, rest: errors.filter(({ pointer }) => !fieldOf(pointer, source)) };
}
