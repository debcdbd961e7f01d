// Owns an independent reader of multipart bodies (RFC 2046 §5.1.1, RFC 7578) and the judgement of their parts.
import type { ExpectedPart } from '../case.ts';
import { compare, show } from './compare.ts';

interface ReadPart {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
}

/** What is wrong with the parts of a body. */
export function judgeParts(
  wanted: readonly ExpectedPart[],
  sent: { readonly type: string; readonly body: Buffer },
): readonly string[] {
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(sent.type)?.[1];
  if (boundary === undefined) return [`header content-type: expected a boundary, got ${show(sent.type)}`];
  const parts = readParts(sent.body, boundary);
  if (parts === undefined) return [`body: expected parts, got ${show(sent.body)}`];
  if (parts.length !== wanted.length) return [`parts: expected ${wanted.length}, got ${show(sent.body)}`];
  return wanted.flatMap((part, index) => judgePart(part, parts[index]!, index));
}

function judgePart(wanted: ExpectedPart, got: ReadPart, index: number): readonly string[] {
  const disposition = got.headers['content-disposition'] ?? '';
  const content = Buffer.from(wanted.content);
  return [
    ...compare(`part ${index} name`, wanted.name, parameterOf(disposition, 'name')),
    ...compare(`part ${index} filename`, wanted.filename, parameterOf(disposition, 'filename')),
    ...compare(`part ${index} type`, wanted.type, got.headers['content-type']),
    ...Object.entries(wanted.headers ?? {}).flatMap(([name, value]) =>
      compare(`part ${index} header ${name}`, value, got.headers[name]),
    ),
    ...(content.equals(got.content) ? [] : [`part ${index}: expected ${show(content)}, got ${show(got.content)}`]),
  ];
}

/** The parts, or `undefined` if the body is not closed by its boundary. */
function readParts(body: Buffer, boundary: string): readonly ReadPart[] | undefined {
  const text = body.toString('latin1');
  const open = `--${boundary}\r\n`;
  const end = text.lastIndexOf(`\r\n--${boundary}--`);
  if (text.startsWith(`--${boundary}--`)) return [];
  if (!text.startsWith(open) || end === -1) return undefined;
  return text
    .slice(open.length, end)
    .split(`\r\n${open}`)
    .map((part) => {
      const gap = part.indexOf('\r\n\r\n');
      const lines = part.startsWith('\r\n') ? [] : part.slice(0, gap).split('\r\n');
      const headers = lines.map((line) => {
        const colon = line.indexOf(':');
        const value = Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString('utf8');
        return [line.slice(0, colon).toLowerCase(), value] as const;
      });
      return { headers: Object.fromEntries(headers), content: Buffer.from(part.slice(gap + 4), 'latin1') };
    });
}

function parameterOf(disposition: string, name: string): string | undefined {
  return new RegExp(`;\\s*${name}="([^"]*)"`).exec(disposition)?.[1];
}
