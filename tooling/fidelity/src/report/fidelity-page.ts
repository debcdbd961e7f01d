// Owns docs/fidelity.md: the score by group, and every case with what it observes.
import { groupOf, type FidelityCase } from '../case.ts';
import { printFailures, printScore, printTable } from './print-score.ts';
import type { Score } from './score.ts';

const PREFACE = `# The acceptance table

Made by \`pnpm fidelity --write\`; do not edit. Each case is an operation in a real document, a call of its tool by the official MCP client, and what must
come of both: the request as it arrives at a real server, byte for byte, and the result as the client gets it. The client lists the tools first, so that it checks every
result against the output schema it was told. What parameters are sent as is computed from the tables of the OpenAPI Specification and of RFC 6570 by code that
shares nothing with the compiler.

Every case is run over stdio, SSE and Streamable HTTP, in both eras of the protocol where the transport has both; once more without output schemas; and once
more in lazy mode, where the tool is called by name through \`call_operation\`. A case counts when it passes in all of them; one that only
looks at the list is not counted where there is nothing new to see.

Repeat one with \`pnpm fidelity --only '^query/form'\`.

`;

/** The page. */
export function fidelityPage(cases: readonly FidelityCase[], score: Score): string {
  const failures = score.failures.length === 0 ? 'None.' : `\`\`\`text\n${printFailures(score.failures)}\n\`\`\``;
  const lists = [...Map.groupBy(cases, ({ id }) => groupOf(id))].map(
    ([group, own]) => `### ${group}\n\n${own.map(({ id, says }) => `- \`${id}\`: ${says}`).join('\n')}\n`,
  );
  return `${PREFACE}## Score\n\n**${printScore(score)}**\n\n${printTable(score)}\n\n## Failures\n\n${failures}\n\n## Cases\n\n${lists.join('\n')}`;
}
