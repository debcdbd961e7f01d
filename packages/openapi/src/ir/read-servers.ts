// Finds the server in charge: relative URLs resolved, variables filled in.
import { DocumentError } from '../document-error.ts';
import { isObject, listOr, objectOr, stringsOf } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';

/**
 * The first usable server URL of the `servers` at a place (document, path item or operation), absolute and without a trailing slash; `undefined` if there is none.
 * Variables take the given value if their `enum` allows it, else their default; their names are added to `seen`.
 */
export function readServer(
  owner: Place,
  documents: Documents,
  variables: Readonly<Record<string, string>>,
  seen?: Set<string>,
): string | undefined {
  const servers = below(owner, 'servers');
  for (const index of listOr(servers.value).keys()) {
    const server = below(servers, index);
    if (!isObject(server.value) || typeof server.value['url'] !== 'string') continue;
    const filled = fill(server.value['url'], server, { documents, variables, ...(seen ? { seen } : {}) });
    if (filled === undefined) continue;
    const base = baseOf(documents);
    // A URL that starts with two slashes takes the scheme of the document, or https.
    const absolute = filled.startsWith('//') && base === undefined ? `https:${filled}` : filled;
    if (!URL.canParse(absolute, base)) continue;
    const url = new URL(absolute, base);
    if (url.protocol === 'http:' || url.protocol === 'https:') return trim(url);
  }
  return undefined;
}

/** The http or https address that relative server URLs resolve against: the one the document gives itself, or the one it came from. */
export function baseOf(documents: Documents): string | undefined {
  return [documents.main.self, documents.main.url].find((url) => url !== undefined && /^https?:/.test(url));
}

/** Checks a base URL that a person gave. Throws `DocumentError` `option_invalid`. */
export function checkBaseUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return trim(new URL(text));
  throw new DocumentError('option_invalid', `The base URL "${text}" is not an absolute http or https URL.`, {
    next: 'Write it like https://api.example.com/v1.',
  });
}

function fill(
  template: string,
  server: Place,
  given: {
    readonly documents: Documents;
    readonly variables: Readonly<Record<string, string>>;
    readonly seen?: Set<string>;
  },
): string | undefined {
  const declared = objectOr(objectOr(server.value)['variables']);
  let missing = false;
  const url = template.trim().replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) => {
    given.seen?.add(name);
    const variable = objectOr(declared[name]);
    const allowed = stringsOf(variable['enum']);
    const wanted = Object.hasOwn(given.variables, name) ? given.variables[name] : undefined;
    if (wanted !== undefined && (allowed.length === 0 || allowed.includes(wanted))) return wanted;
    const place = printPlace(server);
    if (wanted !== undefined)
      given.documents.warnings.add(
        'server_variable_invalid',
        place,
        `"${wanted}" is no value of the server variable "${name}" (allowed: ${allowed.join(', ')}).`,
      );
    const fallback = variable['default'] ?? allowed[0];
    if (typeof fallback === 'string' || typeof fallback === 'number') return String(fallback);
    given.documents.warnings.add('server_variable_missing', place, `The server variable "${name}" has no value.`);
    missing = true;
    return '';
  });
  return missing ? undefined : url;
}

function trim(url: URL): string {
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}
