// Installs and builds the product without starting it; for container images.
import { build, install } from './workspace.mjs';

const say = (text) => process.stdout.write(`mcpm: ${text}\n`);

await install('product', say);
await build('product', say);
