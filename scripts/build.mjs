// Installs and builds the product without starting it; for container images.
import { build, install } from './workspace.mjs';

await install('product');
await build('product', (text) => process.stdout.write(`mcpm: ${text}\n`));
