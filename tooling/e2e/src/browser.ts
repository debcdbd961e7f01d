// Owns the real browser of the console's tests: Chromium, with everything it tried to fetch from elsewhere written down.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { repository } from './start-product.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the Chromium that `npm test` found (`MCPM_BROWSER`), or Debian's. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['MCPM_BROWSER'] ?? '/usr/bin/chromium', args: FLAGS });
}

/** How a page is looked at. */
export interface Look {
  readonly width?: 1440 | 390;
  readonly locale?: 'en-US' | 'zh-CN';
  readonly colorScheme?: 'light' | 'dark';
}

/** A page with what went wrong in it. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts and of the console, and requests to other hosts. */
  readonly faults: string[];
}

/** Opens a page in a context of its own; `url` is the origin that may be asked. */
export async function openPage(browser: Browser, origin: string, look: Look = {}): Promise<WatchedPage> {
  const width = look.width ?? 1440;
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    locale: look.locale ?? 'en-US',
    colorScheme: look.colorScheme ?? 'light',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => (message.type() === 'error' ? faults.push(`console: ${message.text()}`) : undefined));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    const own = host === new URL(origin).host || protocol === 'data:' || protocol === 'blob:';
    if (!own) faults.push(`foreign host: ${request.url()}`);
  });
  return { page, context, faults, [Symbol.asyncDispose]: () => context.close() };
}

/** Saves what the page looks like as `.mcpm/screenshots/<name>.png` in the repository, for a person to look at. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const directory = join(repository, '.mcpm', 'screenshots');
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
