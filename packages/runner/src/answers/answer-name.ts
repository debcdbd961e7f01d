// Owns the name of the file that an answer is saved as.
import { parse } from 'content-disposition';
import mime from 'mime/lite';

const MAX_LENGTH = 120;
/** Where the registry's first extension is not the one that people use. */
const USUAL: ReadonlyMap<string, string> = new Map([['audio/mpeg', 'mp3']]);

/**
 * The name from `Content-Disposition` (RFC 6266; `filename*` before `filename`), else `answer`; with the extension of the media type if it has none. It has no path, no characters that a
 * file system or a shell gives a meaning, does not begin with a dot, and is no name that Windows keeps for devices.
 */
export function answerName(disposition: string | undefined, mimeType: string): string {
  const name = clean(dispositionName(disposition));
  const extension = /\.[^.]{1,12}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length).slice(0, MAX_LENGTH - extension.length);
  const safe =
    stem === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `answer${stem === '' ? '' : `-${stem}`}` : stem;
  return `${safe}${extension === '' ? `.${USUAL.get(mimeType) ?? mime.getExtension(mimeType) ?? 'bin'}` : extension}`;
}

function dispositionName(header: string | undefined): string {
  if (header === undefined) return '';
  try {
    return parse(header).parameters['filename'] ?? '';
  } catch {
    // Not as RFC 6266 has it: then it names nothing.
    return '';
  }
}

function clean(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*$`'&;!%\uFFFD]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[.\s-]+|[.\s]+$/g, '');
}
