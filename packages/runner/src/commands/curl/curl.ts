// Owns `curl`: the request of a call as a command or as text; nothing is sent, no token is fetched.
import type { HttpRequest, LocalFile, RequestContext, ToolPlan } from '@mcpm/openapi';
import { FileRefusal } from '../../files/file-refusal.ts';
import { LocalFiles } from '../../files/local-files.ts';
import { print, remark } from '../../terminal/terminal.ts';
import { checkFor } from '../../tools/validate-arguments.ts';
import type { CommandRun } from '../input/command-run.ts';
import { withDocument } from '../input/open-document.ts';
import { refusal, wantedArguments, wantedPlan } from '../input/wanted-call.ts';
import { curlCommand } from './curl-command.ts';
import { httpText } from './http-text.ts';
import { missingSchemes, showCredentials } from './secret-names.ts';
import { usedNames } from './secret-words.ts';

/** Prints the request of a call: as a curl command, or with `--http` as it goes over the wire. Throws `usage_invalid` where the call would be refused. */
export async function curl(run: CommandRun): Promise<number> {
  const { options, flags, stdout, stderr } = run;
  const args = await wantedArguments(run);
  await withDocument(run, async ({ document }) => {
    const plan = wantedPlan(run, document);
    const { chooseSecurity } = await import('@mcpm/openapi');
    const { context, names } = await showCredentials(options, flags['reveal'] === true);
    const { request, files } = await build(run, plan, { args, context });
    const { clientCert: cert, clientKey: key, ca } = options;
    const text =
      flags['http'] === true
        ? httpText(request, names)
        : `${curlCommand(request, { names, files, tls: { cert, key, ca } })}\n`;
    await print(stdout, text);
    if (flags['http'] !== true)
      for (const { variable, meaning } of usedNames(text, names)) await remark(stderr, `$${variable} is ${meaning}.`);
    const missing = missingSchemes(plan.request.security, chooseSecurity(plan.request.security ?? [], context));
    if (missing !== undefined)
      await remark(stderr, `The operation asks for ${missing}, and none of it is given (MCPM_CREDENTIALS).`);
  });
  return 0;
}

/** The request a server would send for these arguments, checked as a server does. */
async function build(
  run: CommandRun,
  plan: ToolPlan,
  { args, context }: { readonly args: Readonly<Record<string, unknown>>; readonly context: RequestContext },
): Promise<{ readonly request: HttpRequest; readonly files: ReadonlyMap<string, LocalFile> }> {
  const { ArgumentError, argumentsToCheck, buildRequest, normalizeArguments, wantedFiles } =
    await import('@mcpm/openapi');
  const given = normalizeArguments(plan, args);
  const complaint = await checkFor(plan)(argumentsToCheck(plan, given));
  if (complaint !== undefined) throw refusal(`curl ${plan.name}`, complaint);
  try {
    const files = await new LocalFiles(run.options.fileRoots).read(wantedFiles(plan, given));
    return { request: buildRequest(plan, given, { ...context, files }), files };
  } catch (error) {
    if (error instanceof ArgumentError || error instanceof FileRefusal)
      throw refusal(`curl ${plan.name}`, error.message);
    throw error;
  }
}
