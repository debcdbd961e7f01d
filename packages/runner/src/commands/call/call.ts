// Owns `call`: one call as the server would make it, its answer on standard output.
import type { ToolContent, ToolResult } from '@mcpm/openapi';
import { LOCAL_CALLER } from '../../call/caller.ts';
import { showLoading } from '../../terminal/loading-line.ts';
import { print, remark } from '../../terminal/terminal.ts';
import type { CommandRun } from '../input/command-run.ts';
import { withDocument } from '../input/open-document.ts';
import { refusal, wantedArguments, wantedPlan } from '../input/wanted-call.ts';

/** The exit code of a call whose result is an error. */
const FAILED = 1;

/** Calls the tool and prints the texts of its result, or with `--raw` the result as JSON. 0, or 1 where the result is an error. */
export async function call(run: CommandRun): Promise<number> {
  const args = await wantedArguments(run);
  return withDocument(run, async ({ server, document }) => {
    const { name } = wantedPlan(run, document);
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort(new Error('Interrupted.')));
    const making = server.desk.call({ name, args, signal: stop.signal, caller: LOCAL_CALLER });
    const result = await showLoading(run.stderr, `Calling ${name}`, making).catch((error: unknown) => {
      if (stop.signal.aborted) return interrupted();
      throw error;
    });
    if (result === undefined) throw refusal(`call ${name}`, 'is no tool any more');
    const raw = run.flags['raw'] === true;
    await print(run.stdout, raw ? `${JSON.stringify(result, null, 2)}\n` : textOf(result));
    if (!raw) for (const hint of hintsFor(result, run)) await remark(run.stderr, hint);
    return result.isError === true ? FAILED : 0;
  });
}

function interrupted(): ToolResult {
  return { isError: true, content: [{ type: 'text', text: 'The call was interrupted.' }] };
}

/** The texts of a result; what is no text is named. */
function textOf({ content }: ToolResult): string {
  return content.map((block) => `${describe(block)}\n`).join('');
}

function describe(block: ToolContent): string {
  switch (block.type) {
    case 'text':
      return block.text.replace(/\n$/, '');
    case 'image':
    case 'audio':
      return `[${block.type}, ${block.mimeType}, ${bytesOf(block.data)} bytes; --raw prints it]`;
    case 'resource':
      return `[bytes, ${block.resource.mimeType}, ${bytesOf(block.resource.blob)} bytes; --raw prints them]`;
    case 'resource_link':
      return `[saved: ${block.uri}]`;
  }
}

function bytesOf(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

/** What a server would keep and this process does not. */
function hintsFor({ content }: ToolResult, { options }: CommandRun): readonly string[] {
  const shortened = content.some((block) => block.type === 'text' && /\bread_answer\b/.test(block.text));
  const saved = content.some(({ type }) => type === 'resource_link');
  return [
    ...(shortened ? ['The answer was shortened as a server would; --answer-budget 0 prints all of it.'] : []),
    ...(saved && options.saveDir === undefined ? ['The saved file goes with this process; --save-dir keeps it.'] : []),
  ];
}
