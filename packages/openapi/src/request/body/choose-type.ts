// Chooses the media type of a file between what it is and what the API takes.
import { ArgumentError } from '../../argument-error.ts';
import { isMediaType, parseMediaType } from '../../ir/media-type.ts';

/** What is known of a file's media type. */
export interface KnownType {
  /** The caller's word. */
  readonly stated: string | undefined;
  /** By the name of the file. */
  readonly guessed: string | undefined;
}

const BYTES = 'application/octet-stream';

/**
 * The media type to send: the stated one, the guessed one if the API takes it, else the first the API names. An API that takes `application/octet-stream` takes
 * every file, under that type. Throws `ArgumentError` where the API does not take the stated type, and where it names only ranges and nothing is known.
 */
export function chooseType(
  { stated, guessed }: KnownType,
  rules: { readonly label: string; readonly argument: string; readonly accepts: readonly string[] },
): string {
  const { accepts } = rules;
  // A data URI without a type of its own, or with this one, says nothing.
  const said = stated === undefined || !isMediaType(stated) || essenceOf(stated) === BYTES ? undefined : stated;
  const known = said ?? guessed;
  if (accepts.length === 0) return known ?? BYTES;
  const range = known === undefined ? undefined : accepts.find((type) => covers(type, known));
  if (known !== undefined && range !== undefined)
    // The API's own spelling may have parameters.
    return isMediaType(range) && !known.includes(';') ? range : known;
  const bytes = accepts.some((type) => covers(type, BYTES)) ? BYTES : undefined;
  const usual = said === undefined ? (accepts.find(isMediaType) ?? bytes) : bytes;
  if (usual !== undefined) return usual;
  const list = accepts.join(', ');
  throw new ArgumentError(
    said === undefined
      ? `${rules.label} needs a content type of ${list}: give a data URI, or an object with "data" and "contentType".`
      : `${rules.label} is ${said}, and the API takes ${list} there.`,
    rules.argument,
  );
}

/** Whether a range of media types (RFC 9110 §12.5.1) holds one. */
function covers(range: string, type: string): boolean {
  const wanted = essenceOf(range);
  const given = essenceOf(type);
  if (wanted === given || wanted === '*/*') return true;
  return wanted.endsWith('/*') && given.startsWith(wanted.slice(0, -1));
}

function essenceOf(type: string): string {
  return parseMediaType(type).essence;
}
