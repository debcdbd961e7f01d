// Writes docs/errors.md from the registry; a test holds both together. Run: node --conditions=mcpm-source scripts/write-error-docs.mjs
import { writeFileSync } from 'node:fs';
import { errorRegistry } from '../packages/domain/src/index.ts';

const rows = Object.entries(errorRegistry).map(
  ([code, { status, title, next }]) => `| \`${code}\` | ${status} | ${title} | ${next} |`,
);
const text = `# Errors

Every named failure of mcpm has a code that is never renamed or reused. The API answers with it as \`application/problem+json\`
(RFC 9457) beside \`title\`, \`detail\`, \`next\` (the step a person can take) and \`requestId\`; statuses carry it as their reason; the console shows
the same words. The registry is \`packages/domain/src/error-registry.ts\`; this page is written from it by
\`node --conditions=mcpm-source scripts/write-error-docs.mjs\`, and a test holds both together.

| Code | HTTP | Title | Next step |
| --- | --- | --- | --- |
${rows.join('\n')}

## Exit codes

| Exit code | Meaning |
| --- | --- |
| 0 | asked to stop |
| 1 | a bug |
| 64 | wrong usage of the command line |
| 65 | the OpenAPI document cannot be used |
| 69 | the OpenAPI document cannot be reached |
| 73 | the port is taken |
| 78 | a configuration value is wrong |

A runner that leaves with 64, 65 or 78 is not restarted: nothing would change.
`;
writeFileSync(new URL('../docs/errors.md', import.meta.url), text);
