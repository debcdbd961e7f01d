// The console in a real browser, against the real product: log in, create, start, watch, read the log, stop.
import { join } from 'node:path';
import { errorRegistry } from '@mcpm/domain';
import { startPetstore, type Petstore } from '@mcpm/example-petstore';
import { temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage, screenshot, type Look, type WatchedPage } from '../src/browser.ts';
import { connectOfficial } from '../src/official-client.ts';
import { ADMIN_TOKEN, freePort, repository, startProduct, type Product } from '../src/start-product.ts';

const openapiFile = join(repository, 'examples/petstore/petstore.yaml');

let home: TemporaryHome;
let petstore: Petstore;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  home = temporaryHome();
  petstore = await startPetstore();
  product = await startProduct(home.path);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await product.end();
  await petstore.close();
  await home.remove();
});

/** Cookies of the first login; logins are limited to ten in a minute. */
let cookies: Awaited<ReturnType<BrowserContext['cookies']>> | undefined;

/** Logs in with the token, as a person without a fresh link does; later pages are opened by the same login. */
async function logIn({ page, context }: WatchedPage): Promise<void> {
  if (cookies) {
    await context.addCookies(cookies);
    await page.goto(`${product.url}/servers`);
    return;
  }
  await page.goto(`${product.url}/login`);
  await page.getByLabel('Token').fill(ADMIN_TOKEN);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/servers*');
  cookies = await context.cookies();
}

/** The row of a server. */
const row = (page: Page, name: string) => page.getByRole('row', { name, exact: true });

test('the printed link logs in once, and the code leaves the address bar', async () => {
  await using first = await openPage(browser, product.url);
  await first.page.goto(product.loginUrl);
  await first.page.waitForURL('**/servers*');
  expect(first.page.url()).not.toContain('code=');
  await first.page.getByRole('button', { name: 'Create server' }).first().waitFor();
  expect(first.faults).toEqual([]);
  await using second = await openPage(browser, product.url);
  await second.page.goto(product.loginUrl);
  await second.page.getByText('already').first().waitFor();
});

test('a page without a login leads to the login and back', async () => {
  await using watched = await openPage(browser, product.url);
  const { page } = watched;
  await page.goto(`${product.url}/logs`);
  await page.waitForURL('**/login*');
  await page.getByLabel('Token').fill('a token of nobody');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'ask an admin' }).waitFor();
  expect(await page.getByText('not known').count()).toBe(1);
  await page.getByLabel('Token').fill(ADMIN_TOKEN);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/logs*');
  expect(await page.getByRole('heading', { name: 'Logs' }).count()).toBe(1);
});

test('a server is created from a file, started, watched, read and stopped', async () => {
  await using watched = await openPage(browser, product.url);
  const { page } = watched;
  await logIn(watched);
  await page.getByRole('button', { name: 'Create server' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'File path' }).click();
  await dialog.getByLabel('File path', { exact: true }).last().fill(openapiFile);
  await dialog.getByRole('button', { name: 'Check document' }).click();
  await dialog.getByText('9 operations').first().waitFor();
  await dialog.getByLabel('Name', { exact: true }).fill('pets');
  await dialog.getByLabel('Base URL').fill(petstore.url);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  const pets = row(page, 'pets');
  await pets.getByText('running', { exact: true }).first().waitFor();
  await screenshot(page, 'servers-1440-light-en');

  await page.getByRole('link', { name: 'Logs of pets' }).click();
  const log = page.getByRole('log');
  await log.waitFor();
  await log.locator(':text-matches("tools|listen", "i")').first().waitFor();
  await screenshot(page, 'logs-1440-light-en');
  await page.goBack();

  await pets.getByRole('button', { name: 'Stop pets' }).click();
  await pets.getByText('stopped', { exact: true }).first().waitFor();
  await pets.getByRole('button', { name: 'Start pets', exact: true }).click();
  await pets.getByText('running', { exact: true }).first().waitFor();
  const before = (await product.api('getServerStatus', { params: { id: 'pets' } })).pid;
  await pets.getByRole('button', { name: 'Restart pets' }).click();
  await expect
    .poll(async () => (await product.api('getServerStatus', { params: { id: 'pets' } })).pid, { timeout: 15_000 })
    .not.toBe(before);
  expect(watched.faults).toEqual([]);
});

test('the page shows without a reload what happens elsewhere', async () => {
  await using watched = await openPage(browser, product.url);
  const { page } = watched;
  await logIn(watched);
  await product.api('createServer', { body: { name: 'from-the-api', openapiUrl: openapiFile, transport: 'sse' } });
  await row(page, 'from-the-api').getByText('stopped', { exact: true }).first().waitFor();
  await product.api('startServer', { params: { id: 'from-the-api' } });
  await row(page, 'from-the-api').getByText('running', { exact: true }).first().waitFor();
  const older = row(page, 'from-the-api').getByText('/mcp/from-the-api/sse', { exact: true });
  await using client = await connectOfficial('v1', {
    transport: 'sse',
    url: (await older.getAttribute('title')) ?? '',
  });
  expect(await client.toolNames()).toContain('listPets');
  await product.api('deleteServer', { params: { id: 'from-the-api' } });
  await row(page, 'from-the-api').waitFor({ state: 'detached' });
  expect(watched.faults).toEqual([]);
});

test('a server that cannot run shows why and what to do', async () => {
  const port = await freePort();
  const { definition } = await product.api('createServer', {
    body: { name: 'blocked', openapiUrl: openapiFile, port },
  });
  const { createServer } = await import('node:net');
  const squatter = createServer().listen(port, '127.0.0.1');
  await product.api('startServer', { params: { id: definition.id }, query: { wait: true } });
  await using watched = await openPage(browser, product.url);
  await logIn(watched);
  await watched.page.getByText('port_in_use').first().waitFor();
  expect(await watched.page.getByText(errorRegistry.port_in_use.next).count()).toBeGreaterThan(0);
  await screenshot(watched.page, 'servers-reason-1440-light-en');
  await watched.page.setViewportSize({ width: 1280, height: 900 });
  const frame = 'document.querySelector("table").parentElement';
  expect(await watched.page.evaluate(`${frame}.scrollWidth - ${frame}.clientWidth`)).toBe(0);
  // Where the table is wider than its place, the reason is not.
  await watched.page.setViewportSize({ width: 820, height: 900 });
  const reason = await watched.page.getByRole('row', { name: 'Reason' }).locator('p').first().boundingBox();
  expect((reason?.x ?? 820) + (reason?.width ?? 0)).toBeLessThan(820);
  await watched.page.getByRole('link', { name: 'Logs of blocked' }).click();
  await watched.page.getByText(errorRegistry.port_in_use.next).waitFor();
  squatter.close();
  await product.api('deleteServer', { params: { id: definition.id } });
});

test('a wrong document is told in the dialog with its next step', async () => {
  await using watched = await openPage(browser, product.url);
  const { page } = watched;
  await logIn(watched);
  await page.getByRole('button', { name: 'Create server' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name=url]').fill('no address');
  await dialog.getByRole('button', { name: 'Check document' }).click();
  await dialog.getByText('Enter a URL that begins with').waitFor();
  await dialog.getByRole('tab', { name: 'File path' }).click();
  await dialog.getByLabel('File path', { exact: true }).last().fill('/no/such/document.yaml');
  await dialog.getByRole('button', { name: 'Check document' }).click();
  await dialog.getByText('/no/such/document.yaml').first().waitFor();
  await screenshot(page, 'create-wrong-1440-light-en');
  await page.keyboard.press('Escape');
  expect(watched.faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});

test('an open page comes back by itself when the manager was killed and started again', async () => {
  await using ownHome = temporaryHome();
  const port = String(await freePort());
  const first = await startProduct(ownHome.path, { MCPM_PORT: port });
  await using watched = await openPage(browser, first.url);
  const { page } = watched;
  await page.goto(first.loginUrl);
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  await first.end('SIGKILL');
  await page.getByText('Reconnecting').first().waitFor();
  await using second = await startProduct(ownHome.path, { MCPM_PORT: port });
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  await second.api('createServer', { body: { name: 'after-the-restart', openapiUrl: openapiFile } });
  await row(page, 'after-the-restart').waitFor();
  expect(page.url()).toBe(`${second.url}/servers`);
});

const looks: readonly (Required<Look> & { readonly heading: string })[] = [
  { width: 1440, locale: 'en-US', colorScheme: 'dark', heading: 'Servers' },
  { width: 1440, locale: 'zh-CN', colorScheme: 'light', heading: '服务器' },
  { width: 390, locale: 'en-US', colorScheme: 'light', heading: 'Servers' },
  { width: 390, locale: 'zh-CN', colorScheme: 'dark', heading: '服务器' },
];

test.each(looks)('at $width px, $colorScheme, in $locale nothing is wider than the page', async (look) => {
  await using watched = await openPage(browser, product.url, look);
  const { page } = watched;
  await logIn(watched);
  await page.getByRole('heading', { name: look.heading }).first().waitFor();
  await page.getByText('pets').first().waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
  await screenshot(page, `servers-${look.width}-${look.colorScheme}-${look.locale}`);
  await page.goto(`${product.url}/logs?process=pets`);
  await page.getByRole('log').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
  await screenshot(page, `logs-${look.width}-${look.colorScheme}-${look.locale}`);
  expect(watched.faults).toEqual([]);
});
