// Owns the text of `doctor`: what is wrong, the gravest first, the same flaw in many places said once.
import type { Environment } from '../../runtime/environment.ts';
import type { Finding, Severity } from '@mcpm/openapi';
import { wrap } from '../../terminal/text-table.ts';
import { paintFor, printable, widthOf, type Paint, type Terminal } from '../../terminal/terminal.ts';

/** Places of one flaw that are shown. */
const SHOWN = 5;

/** The findings of one code. */
interface Group {
  readonly code: string;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

/** The findings as text, and how many of them there are. */
export function findingsText(
  title: string,
  findings: readonly Finding[],
  { stdout, env }: { readonly stdout: Terminal; readonly env: Environment },
): string {
  const paint = paintFor(stdout, env);
  const width = Math.min(widthOf(stdout), 120);
  // Where everything stands on one line, its number tells nothing.
  const lines = findings.some(({ line }) => line !== undefined && line > 1);
  const mendable = findings.filter(({ fix }) => fix !== undefined).length;
  return [
    ...groups(findings).flatMap((group) => [...groupLines(group, { paint, width, lines }), '']),
    findings.length === 0
      ? `${printable(title)}: nothing is wrong with it.`
      : `${printable(title)}: ${counted(findings)}; an Overlay mends ${mendable} of ${findings.length}.`,
    '',
  ].join('\n');
}

function groupLines(
  { code, severity, findings }: Group,
  { paint, width, lines }: { readonly paint: Paint; readonly width: number; readonly lines: boolean },
): readonly string[] {
  const colour = { error: paint.red, warning: paint.yellow, note: paint.dim }[severity];
  const times = findings.length === 1 ? '' : ` (${findings.length} times)`;
  const places = findings.slice(0, SHOWN).flatMap(({ line, pointer, message }) => {
    const place = line === undefined || !lines ? printable(pointer) || '/' : `line ${line}`;
    return wrap(`${place}: ${printable(message)}`, width - 2, '    ').map((text) => `  ${text}`);
  });
  const more = findings.length > SHOWN ? [`  and ${findings.length - SHOWN} more places`] : [];
  const [first] = findings;
  const many = new Set(findings.map(({ advice }) => advice)).size > 1;
  // What is advised for one of several places is not what is advised for the others.
  const advice =
    first === undefined
      ? []
      : wrap(
          `→ ${printable(first.advice)}${many ? ' And so on.' : ''}${first.fix ? ' The Overlay does it.' : ''}`,
          width - 2,
          '    ',
        ).map((text) => `  ${paint.dim(text)}`);
  return [`${colour(severity)} ${paint.bold(code)}${times}`, ...places, ...more, ...advice];
}

function groups(findings: readonly Finding[]): readonly Group[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    byCode.set(key, [...(byCode.get(key) ?? []), finding]);
  }
  return [...byCode.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ code: first.code, severity: first.severity, findings: group }] : [];
  });
}

function counted(findings: readonly Finding[]): string {
  const number = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const said = (severity: Severity, many: string) =>
    number(severity) === 0 ? [] : [`${number(severity)} ${number(severity) === 1 ? severity : many}`];
  return [...said('error', 'errors'), ...said('warning', 'warnings'), ...said('note', 'notes')].join(', ');
}
