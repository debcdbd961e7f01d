// Parses YAML and finds the lines of pointers in it.
import { isMap, isNode, LineCounter, parseDocument, type Document, type ScalarTag } from 'yaml';
import { DocumentError } from '../document-error.ts';
import { cutCycles } from './cut-cycles.ts';
import { splitPointer } from './json-pointer.ts';
import type { ParsedText } from './parsed-text.ts';

/** How often YAML aliases may multiply: well above what people write, well below a bomb. */
const MAX_ALIASES = 10_000;

/** Largest YAML text, in characters: reading it takes half a second and 50 MB for each million. */
const MAX_LENGTH = 32 * 1024 * 1024;

/** `!!binary` as JSON has it: the text in base64. The package's own tag makes bytes of it, in Node other ones than in the form for browsers, which is in the runner's bundle. */
const BINARY: ScalarTag = { tag: 'tag:yaml.org,2002:binary', resolve: (text) => text.replaceAll(/\s+/g, '') };

/** Parses a YAML text. Throws `DocumentError` `document_unusable` with the line. A key that is given twice is a flaw, not a failure. */
export function parseYaml(text: string, name: string): ParsedText {
  if (text.length > MAX_LENGTH)
    throw new DocumentError('document_too_large', `${name} is larger than ${MAX_LENGTH} characters of YAML.`, {
      next: 'Convert it to JSON, which is read ten times faster, or give a smaller document.',
    });
  const lines = new LineCounter();
  const document = readYaml(text, lines, name);
  const fatal = document.errors.find((error) => error.code !== 'DUPLICATE_KEY');
  if (fatal) {
    const { line } = lines.linePos(fatal.pos[0]);
    const deep = /call stack/i.test(fatal.message);
    const early = !deep && fatal.pos[1] >= text.trimEnd().length;
    const reason = `${deep ? 'it is nested too deeply' : fatal.message} (line ${line})${early ? '; it seems to be cut off' : ''}`;
    throw new DocumentError('document_unusable', `${name} cannot be read as YAML: ${reason}.`, {
      line,
      cause: fatal,
      next: early
        ? 'Fetch the document again; the file is not complete.'
        : 'Correct the text at that line and try again.',
    });
  }
  const flaws: ParsedText['flaws'][number][] = document.errors.map((error) => ({
    pointer: '',
    message: `${error.message} (line ${lines.linePos(error.pos[0]).line}); the last one counts.`,
  }));
  const end = document.range[2];
  if (text.startsWith('---', end))
    flaws.push({
      code: 'documents_ignored',
      pointer: '',
      message: `More documents follow in the same file (line ${lines.linePos(end).line}); only the first is read.`,
    });
  try {
    const root: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    // Only an alias can lead back to a place above itself.
    if (/\*\w/.test(text)) cutCycles(root);
    return { root, locate: (pointers) => locateInYaml(document, lines, pointers), flaws };
  } catch (error) {
    throw new DocumentError('document_unusable', `${name} cannot be read as YAML: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

function readYaml(text: string, lines: LineCounter, name: string): Document.Parsed {
  try {
    return parseDocument(text, {
      lineCounter: lines,
      merge: true,
      prettyErrors: false,
      logLevel: 'silent',
      customTags: (tags) => [...tags, BINARY],
    });
  } catch (error) {
    throw new DocumentError('document_unusable', `${name} cannot be read as YAML: it is nested too deeply.`, {
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return error instanceof Error ? error.message : String(error);
}

function locateInYaml(
  document: Document.Parsed,
  lines: LineCounter,
  pointers: readonly string[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const pointer of pointers) {
    let offset = 0;
    let node: unknown = document.contents;
    for (const step of splitPointer(pointer)) {
      if (isMap(node)) {
        const pair = node.items.find((item) => String(isNode(item.key) ? item.key.toJSON() : item.key) === step);
        if (!pair) break;
        offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
        node = pair.value;
      } else {
        node =
          isNode(node) && 'get' in node && typeof node.get === 'function' ? node.get(Number(step), true) : undefined;
        if (!isNode(node)) break;
        offset = node.range?.[0] ?? offset;
      }
    }
    found.set(pointer, lines.linePos(offset).line);
  }
  return found;
}
