// Owns `doctor`: the flaws of a document, and the Overlay that mends them.
import { writeFile } from 'node:fs/promises';
import { examineDocument, formatOverlay, type Examination, type OverlayDocument } from '@mcpm/openapi';
import { print, remark } from '../../terminal/terminal.ts';
import type { CommandRun } from '../input/command-run.ts';
import { withDocument } from '../input/open-document.ts';
import { refusal } from '../input/wanted-call.ts';
import { examinedSource, examineOptions } from './examine-options.ts';
import { findingsText } from './findings-text.ts';

/** The exit code of a document with errors, or with warnings where `--strict` wants none. */
const FLAWED = 1;

/**
 * Prints the findings and then the Overlay, or with `--fix FILE` writes it there; with `--json` prints both as data. 0 where nothing is wrong, or nothing grave; what
 * cannot be used at all is the failure a server would have.
 */
export async function doctor(run: CommandRun): Promise<number> {
  const options = { ...run.options, strict: false, openapi: await documentOf(run) };
  const fix = run.flags['fix'];
  if (fix === '') throw refusal('--fix', 'needs the name of a file');
  const examination = await withDocument({ ...run, options }, ({ server: { fetch } }) =>
    examineDocument(examinedSource(options), { ...examineOptions(options), fetch }),
  );
  const { findings, compiled, overlay } = examination;
  if (run.flags['json'] === true) await print(run.stdout, `${JSON.stringify(dataOf(examination), null, 2)}\n`);
  else {
    await print(run.stdout, findingsText(compiled.title, findings, run));
    if (overlay && fix === undefined)
      await print(
        run.stdout,
        `\n# The Overlay that does it; --fix FILE writes it.\n${await formatOverlay(overlay, 'yaml')}`,
      );
  }
  if (typeof fix === 'string') await writeOverlay(run, fix, overlay);
  const grave = findings.some(({ severity }) => severity === 'error' || (run.options.strict && severity === 'warning'));
  return grave ? FLAWED : 0;
}

/** Standard input is read once, for both ways it goes. */
async function documentOf({ options: { openapi } }: CommandRun): Promise<string> {
  if (openapi !== '-') return openapi;
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

function dataOf({ compiled, findings, overlay }: Examination): unknown {
  const { title, version, openapi } = compiled;
  return { title, version, openapi, findings, ...(overlay ? { overlay } : {}) };
}

/** Writes a file that is not there yet: an Overlay that somebody wrote by hand is not ours to replace. */
async function writeOverlay({ stderr }: CommandRun, file: string, overlay: OverlayDocument | undefined): Promise<void> {
  if (overlay === undefined) {
    await remark(stderr, `There is nothing an Overlay could mend; ${file} is not written.`);
    return;
  }
  try {
    await writeFile(file, await formatOverlay(overlay, file.endsWith('.json') ? 'json' : 'yaml'), { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const reason = code === 'EEXIST' ? 'is there already; name a new file' : `cannot be written [${code}]`;
    throw refusal('--fix', `${JSON.stringify(file)} ${reason}`);
  }
  await remark(
    stderr,
    `${overlay.actions.length} actions are written to ${file}; serve the document with --overlay ${file}.`,
  );
}
