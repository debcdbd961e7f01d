// Writes what became of a corpus as Markdown; pure.
import type { DocumentReport } from '../check/inspect-document.ts';
import type { Inspection } from './inspect-all.ts';

/** What is known of a whole run. */
export interface CorpusRun extends Inspection {
  /** Seconds from the first document to the last. */
  readonly seconds: number;
  readonly workers: number;
  /** Documents that had a process of their own. */
  readonly alone: readonly string[];
}

/** The tables of a run: figures, failures, warnings, the largest and the slowest documents. */
export function corpusPage(run: CorpusRun): string {
  const { reports } = run;
  const failed = reports.filter(({ failures }) => failures.length > 0);
  const sum = (count: (report: DocumentReport) => number): number => reports.reduce((all, one) => all + count(one), 0);
  const top = (count: (report: DocumentReport) => number): readonly DocumentReport[] =>
    reports.toSorted((a, b) => count(b) - count(a) || (a.id < b.id ? -1 : 1)).slice(0, 10);
  return [
    '## Figures',
    table(
      ['what', 'how many'],
      [
        ['documents', whole(reports.length)],
        ['compiled', whole(reports.filter(({ compiled }) => compiled).length)],
        ['failed', whole(failed.length)],
        ['operations', whole(sum(({ operations }) => operations))],
        ['tools', whole(sum(({ tools }) => tools))],
        ['tools called with values made from their schema', whole(sum(({ called }) => called))],
        ['tools for whose schema no value was found', whole(sum(({ uncalled }) => uncalled))],
        [
          'documents without a warning',
          whole(reports.filter(({ warnings }) => Object.keys(warnings).length === 0).length),
        ],
        ['time', `${run.seconds.toFixed(0)} s with ${run.workers} processes`],
        ['peak memory of a process', `${(run.peakMemory / 1024 ** 2).toFixed(0)} MiB`],
      ],
    ),
    '## Giants, and two for scale',
    'Each in a process of its own; the memory is the most that process held when the tools were there, Node and the stripping of types included.',
    table(
      ['document', 'tools', 'called', 'warnings', 'ms', 'MiB'],
      run.alone.flatMap((id) => measuredRow(reports.find((report) => report.id === id))),
    ),
    '## Failures',
    table(
      ['document', 'reason'],
      failed.map(({ id, failures }) => [code(id), failures.map(cell).join('<br>')]),
    ),
    '## Warnings by code',
    table(['code', 'warnings', 'documents'], warningRows(reports)),
    '## Documents by version',
    table(['declared', 'documents'], versionRows(reports)),
    '## Largest ten',
    table(
      ['document', 'tools', 'warnings', 'ms'],
      top(({ tools }) => tools).map((report) => [
        code(report.id),
        whole(report.tools),
        whole(warningsOf(report)),
        whole(report.ms),
      ]),
    ),
    '## Slowest ten',
    table(
      ['document', 'tools', 'warnings', 'ms'],
      top(({ ms }) => ms).map((report) => [
        code(report.id),
        whole(report.tools),
        whole(warningsOf(report)),
        whole(report.ms),
      ]),
    ),
    '',
  ].join('\n\n');
}

function measuredRow(report: DocumentReport | undefined): readonly (readonly string[])[] {
  if (!report) return [];
  const { id, tools, called, ms, memory } = report;
  return [[code(id), whole(tools), whole(called), whole(warningsOf(report)), whole(ms), whole(memory / 1024 ** 2)]];
}

function warningsOf({ warnings }: DocumentReport): number {
  return Object.values(warnings).reduce((sum, count) => sum + count, 0);
}

/** The most frequent twenty codes. */
function warningRows(reports: readonly DocumentReport[]): readonly (readonly string[])[] {
  const all = reports.flatMap(({ warnings }) => Object.entries(warnings));
  return [...Map.groupBy(all, ([name]) => name)]
    .map(([name, counts]) => ({
      name,
      warnings: counts.reduce((sum, [, count]) => sum + count, 0),
      documents: counts.length,
    }))
    .sort((a, b) => b.warnings - a.warnings || (a.name < b.name ? -1 : 1))
    .slice(0, 20)
    .map(({ name, warnings, documents }) => [code(name), whole(warnings), whole(documents)]);
}

/** Patch levels together: `3.0.3` counts as `3.0`. */
function versionRows(reports: readonly DocumentReport[]): readonly (readonly string[])[] {
  const compiled = reports.filter((report) => report.compiled);
  return [...Map.groupBy(compiled, ({ openapi }) => openapi.split('.').slice(0, 2).join('.'))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([version, documents]) => [version, whole(documents.length)]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'None.';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row))].join('\n');
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Text that cannot end its cell. */
function cell(text: string): string {
  return text
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
}
