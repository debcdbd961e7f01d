// The console while mcpm is away: what is pressed then is answered in words, and the page stands and comes back by itself.
import { join } from 'node:path';
import { temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from '../src/browser.ts';
import { freePort, repository, startProduct, type Product } from '../src/start-product.ts';

const openapiUrl = join(repository, 'examples/petstore/petstore.yaml');

let browser: Browser;
let home: TemporaryHome;
let port: string;
let product: Product;
let watched: WatchedPage;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  home = temporaryHome();
  port = String(await freePort());
  product = await startProduct(home.path, { MCPM_PORT: port });
  await product.api('createServer', { body: { name: 'pets', openapiUrl } });
  watched = await openPage(browser, product.url);
});

afterEach(async () => {
  await watched[Symbol.asyncDispose]();
  await product.end();
  await home.remove();
});

const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).first();

/** Logs in, waits until the page has fetched what it fetches while it is idle, and kills mcpm. */
async function killUnderAnOpenPage(): Promise<Page> {
  const { page } = watched;
  let open = 0;
  page.on('request', () => (open += 1));
  page.on('requestfinished', () => (open -= 1));
  page.on('requestfailed', () => (open -= 1));
  await page.goto(product.loginUrl);
  await page.getByRole('row', { name: 'pets', exact: true }).waitFor();
  await status(page, 'Live').waitFor();
  // Idle work is done in the order in which it was asked for.
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }))');
  await expect.poll(() => open).toBe(0);
  await product.end('SIGKILL');
  await status(page, 'Reconnecting').waitFor();
  return page;
}

const SCRIPTS = '**/_next/static/chunks/*.js';

/** As after an update: the script in which `text` stands is not there any more. */
async function withhold(page: Page, text: string): Promise<void> {
  await page.route(SCRIPTS, async (route) => {
    const answer = await route.fetch();
    if ((await answer.text()).includes(text)) await route.abort();
    else await route.fulfill({ response: answer });
  });
}

const scriptFaults = () => watched.faults.filter((fault) => fault.startsWith('script:'));

test('the dialog opens, and what cannot be created or left is told', async () => {
  const page = await killUnderAnOpenPage();
  await page.getByRole('button', { name: 'Create server' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'File path' }).click();
  await dialog.locator('input[name=path]').fill(openapiUrl);
  await dialog.getByLabel('Name', { exact: true }).fill('more-pets');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await dialog.getByRole('alert').filter({ hasText: 'No answer came from mcpm.' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByText('mcpm does not answer').first().waitFor();
  expect(scriptFaults()).toEqual([]);
});

test('a part of the page that cannot be fetched is told, the page stands, and it opens once mcpm is back', async () => {
  const { page } = watched;
  await withhold(page, '/srv/openapi/weather.yaml');
  await page.goto(product.loginUrl);
  await page.getByRole('row', { name: 'pets', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Create server' }).click();
  await page.getByText('A part of the page could not be loaded').first().waitFor();
  expect(await page.getByRole('row', { name: 'pets', exact: true }).count()).toBe(1);
  await page.unroute(SCRIPTS);
  await page.getByRole('button', { name: 'Create server' }).click();
  await page.getByRole('dialog').waitFor();
  expect(scriptFaults()).toEqual([]);
});

test('a page that cannot be fetched leaves the menu around it, and comes by itself once mcpm was away and is back', async () => {
  const { page } = watched;
  await withhold(page, 'fractionalSecondDigits');
  await page.goto(product.loginUrl);
  await page.getByRole('link', { name: 'Logs of pets' }).click();
  await page.getByRole('main').getByText('A part of the page could not be loaded').waitFor();
  await status(page, 'Live').waitFor();
  await page.unroute(SCRIPTS);
  await product.end('SIGKILL');
  await status(page, 'Reconnecting').waitFor();
  product = await startProduct(home.path, { MCPM_PORT: port });
  await page.getByRole('log').waitFor();
  expect(new URL(page.url()).pathname).toBe('/logs');
});
