// Owns the file that a server on standard input and output starts from: every chunk it needs until its first list of tools, in one.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { BANNER } from './banner.mjs';

/** What is loaded from the start to the first list; each began as a chunk of its own because something else needs it too. */
const ON_THE_WAY = [
  /^src\/main\.ts$/,
  /^src\/life\/run-server\.ts$/,
  /^src\/mcp\/stdio\/serve-stdio\.ts$/,
  /^src\/mcp\/(message|methods|conversation)\//,
  /^src\/tools\/introduce\.ts$/,
  /^names:@mcpm\/openapi\?.*(compileDocument|estimateTokens)/,
];

/** What no start may load: schemas, the SDK, the whole of yargs, the HTTP client. */
const HEAVY = /node_modules\/(zod|yargs|undici|yaml|@modelcontextprotocol\/[^/]+)\//;

/** How chunks are joined. */
const setting = { bundle: true, minify: true, format: 'esm', platform: 'node', target: 'node22', logLevel: 'warning' };

/** Joins them as `start.js`; the chunks stay as names of parts of it, for those that are loaded later. `bin.js` becomes a file that needs no other one but that. */
export async function joinStart(outdir, { outputs }) {
  const chunks = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const entries = [...chunks].filter(([, { entryPoint }]) => ON_THE_WAY.some((way) => way.test(entryPoint ?? '')));
  const joined = [
    ...closure(
      chunks,
      entries.map(([name]) => name),
    ),
  ];
  const main = entries.find(([, { entryPoint }]) => entryPoint === 'src/main.ts')?.[0];
  if (main === undefined) throw new Error('The bundle has no chunk of src/main.ts');
  for (const name of joined) {
    const heavy = Object.keys(chunks.get(name).inputs).find((input) => HEAVY.test(input));
    if (heavy !== undefined) throw new Error(`The start would load ${heavy}; import it where it is needed first`);
  }
  const lines = joined.map((name, place) => {
    const names = chunks.get(name).exports.map((own) => `${own} as ${aliasOf(place, own)}`);
    return `export { ${names.join(', ')} } from './${name}';`;
  });
  const contents = [...lines, `export { main } from './${main}';`].join('\n');
  const start = join(outdir, 'start.js');
  await build({ ...setting, stdin: { contents, resolveDir: outdir }, outfile: start, plugins: [only(joined)] });
  const bin = join(outdir, 'bin.js');
  await writeFile(bin, (await readFile(bin, 'utf8')).replace(`./${main}`, './start.js'));
  const own = [...closure(chunks, ['bin.js'])];
  await build({ ...setting, entryPoints: [bin], outfile: bin, allowOverwrite: true, plugins: [only(own)] });
  for (const [place, name] of joined.entries()) {
    const names = chunks.get(name).exports.map((part) => `${aliasOf(place, part)} as ${part}`);
    await writeFile(join(outdir, name), `export { ${names.join(', ')} } from './start.js';\n`);
  }
}

/** Leaves every chunk that is none of these where it is, and what stands above a chunk for nothing out. */
function only(names) {
  return {
    name: 'only',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[^/]+\.js$/ }, ({ path }) =>
        names.includes(basename(path)) ? undefined : { path, external: true },
      );
      onLoad({ filter: /\.js$/ }, async ({ path }) => {
        const contents = await readFile(path, 'utf8');
        const bare = contents.replace(BANNER, '');
        return { contents: /\brequire\b/.test(bare) ? contents : bare };
      });
    },
  };
}

function aliasOf(place, name) {
  return `part${place}_${name}`;
}

/** The chunks that are loaded with some, themselves among them. */
function closure(chunks, names) {
  const found = new Set();
  for (const todo = [...names]; todo.length > 0;) {
    const name = todo.pop();
    if (found.has(name)) continue;
    found.add(name);
    for (const { kind, path, external } of chunks.get(name)?.imports ?? [])
      if (kind === 'import-statement' && !external) todo.push(basename(path));
  }
  return found;
}
