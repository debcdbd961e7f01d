// Owns `inspect`: what a document becomes, for people or as JSON.
import { listingCost } from '@mcpm/openapi';
import { print } from '../../terminal/terminal.ts';
import type { CommandRun } from '../input/command-run.ts';
import { withDocument } from '../input/open-document.ts';
import { costText } from './cost-text.ts';
import { explainText } from './explain-text.ts';
import { overviewText, type Overview } from './overview-text.ts';

/** Prints the overview of the document, or with `--explain` the decisions, or with `--cost` the tokens; with `--json` all of it as data. */
export async function inspect(run: CommandRun): Promise<number> {
  const { options, flags, stdout } = run;
  await withDocument(run, async ({ server, document }) => {
    const tools = document.plans.map((plan) => ({ plan, tokens: listingCost(plan) }));
    const { lazy } = await server.desk.choice();
    const overview: Overview = { document, tools, lazy, options };
    if (flags['json'] === true) await print(stdout, `${JSON.stringify(dataOf(overview), null, 2)}\n`);
    else if (flags['explain'] === true) await print(stdout, explainText(document, run));
    else if (flags['cost'] === true) await print(stdout, costText(overview, run));
    else await print(stdout, overviewText(overview, run));
  });
  return 0;
}

/** Everything that the texts say, for programs. */
function dataOf({ document, tools, lazy, options }: Overview): unknown {
  const { title, version, openapi, baseUrl, operations, decisions, warnings } = document;
  return {
    title,
    version,
    openapi,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    operations,
    tokens: tools.reduce((sum, { tokens }) => sum + tokens, 0),
    list: { lazy, setting: options.lazy, budget: options.listBudget },
    tools: tools.map(({ plan: { name, description, annotations, operation }, tokens }) => ({
      name,
      method: operation.method,
      path: operation.path,
      pointer: operation.pointer,
      description,
      annotations,
      tokens,
    })),
    decisions,
    warnings,
  };
}
