// Owns finding a Chromium for the browser tests: one that is there, or Debian's when it may be installed.
import { existsSync } from 'node:fs';
import { run } from './workspace.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium; undefined when there is none and none can be installed here. */
export async function findBrowser() {
  const given = process.env.MCPM_BROWSER;
  if (given) return existsSync(given) ? given : undefined;
  const found = PLACES.find((place) => existsSync(place));
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  process.stdout.write('mcpm: installing chromium with apt for the browser tests …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { onLine: () => {}, env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
    onLine: () => {},
    env,
  });
  return PLACES.find((place) => existsSync(place));
}
