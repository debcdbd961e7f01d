// Owns which references of a document broke since it was compiled last: an edit that was saved half, a server that fails for a while. Pure.
import { fileURLToPath } from 'node:url';
import { McpmError } from '@mcpm/domain';
import type { CompiledDocument, DocumentText } from '@mcpm/openapi';

type Compiled = Pick<CompiledDocument, 'texts'>;

/** The failure of a document that still refers to a text which was read `before` and now cannot be: its operations would be gone. `undefined` where there is none. */
export function lostReference(before: Compiled, next: Compiled): McpmError | undefined {
  const were = unreadable(before);
  const lost = [...unreadable(next)].find((url) => !were.has(url) && before.texts.some((text) => text.url === url));
  if (lost === undefined) return undefined;
  const detail = `${placeOf(lost)}, which the document refers to, cannot be read any more.`;
  return new McpmError('document_unusable', detail, { next: 'Correct what stands there, or the reference to it.' });
}

/** A text that could not be fetched or parsed is noted without a digest. The first one is the document itself. */
function unreadable({ texts }: Compiled): ReadonlySet<string> {
  return new Set(texts.slice(1).flatMap(({ url, digest }: DocumentText) => (digest === '' ? [url] : [])));
}

/** A path, or an address without what may be a login. */
function placeOf(url: string): string {
  if (url.startsWith('file:')) return fileURLToPath(url);
  if (!URL.canParse(url)) return url;
  return Object.assign(new URL(url), { username: '', password: '', search: '' }).href;
}
