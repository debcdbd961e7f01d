import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import { LOCAL_CALLER } from '../../../src/call/caller.ts';
import type { Environment } from '../../../src/runtime/environment.ts';
import { dialSettings } from '../../../src/upstream/dial/dial-settings.ts';
import { UpstreamClient, type UpstreamLimits } from '../../../src/upstream/upstream-client.ts';
import { makeCertificate } from '../../credentials/make-certificate.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

const context = { caller: LOCAL_CALLER, signal: new AbortController().signal };
const get = (url: string) => ({ method: 'GET', url, headers: {} });
const text = ({ body }: { readonly body: Uint8Array }) => Buffer.from(body).toString();

function dialOf(env: Environment, options: Partial<RunnerOptionsInput> = {}) {
  return dialSettings(RunnerOptions.parse({ openapi: 'api.yaml', ...options }), env);
}

function client(limits: Partial<UpstreamLimits>): UpstreamClient {
  const made = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000, ...limits });
  open.push(() => made.close());
  return made;
}

/** A proxy that notes what it was asked, and forwards to 127.0.0.1 whatever the name. */
async function startProxy(): Promise<{ readonly port: number; readonly asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    const { port, pathname } = new URL(request.url ?? '');
    const onward = httpRequest({ host: '127.0.0.1', port, path: pathname }, (answer) => {
      response.writeHead(answer.statusCode ?? 502);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const onward = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => end.destroy());
  });
  await listen(server);
  return { port: (server.address() as AddressInfo).port, asked };
}

async function listen(server: Server, at?: string): Promise<void> {
  if (at === undefined) server.listen(0, '127.0.0.1');
  else server.listen(at);
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    server.close();
  });
}

test('R44: calls go through the proxy of the environment, but not to the hosts that are excepted', async () => {
  await using upstream = await startUpstream({ handler: () => ({ body: 'here' }) });
  const proxy = await startProxy();
  const env = { http_proxy: `me:s%40cret@127.0.0.1:${proxy.port}`, NO_PROXY: 'localhost,.direct.test' };
  const dial = dialOf(env);
  const through = client({ dial });
  expect(text(await through.send(get(`http://api.test:${upstream.port}/a`), context))).toBe('here');
  const login = Buffer.from('me:s@cret').toString('base64');
  expect(proxy.asked).toEqual([`GET http://api.test:${upstream.port}/a Basic ${login}`]);
  expect(dial.proxies?.secrets).toEqual(['s%40cret', 's@cret', login]);
  expect(dial.proxies?.told).toBe(`http_proxy (127.0.0.1:${proxy.port})`);
  expect(text(await through.send(get(`http://localhost:${upstream.port}/a`), context))).toBe('here');
  expect(proxy.asked).toHaveLength(1);
});

test('R44: a proxy that is not there, or wants another name and password, is told as the cause, without its password', async () => {
  const gone = await startUpstream();
  await gone.close();
  const through = client({ dial: dialOf({ HTTP_PROXY: `http://me:hunter2@127.0.0.1:${gone.port}` }) });
  const failed = through.send(get('http://api.test/'), context);
  await expect(failed).rejects.toThrow(
    `Calls go through the proxy of HTTP_PROXY (127.0.0.1:${gone.port}), which may be the cause.`,
  );
  await expect(failed).rejects.not.toThrow('hunter2');

  const strict = createServer((_request, response) => response.writeHead(407).end());
  strict.on('connect', (_request, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
  await listen(strict);
  const proxy = `http://127.0.0.1:${(strict.address() as AddressInfo).port}`;
  const asking = client({ dial: dialOf({ HTTP_PROXY: proxy }) });
  for (const url of ['http://api.test/', 'https://api.test/'])
    await expect(asking.send(get(url), context)).rejects.toThrow(
      /opened no way to it .*whether it wants a name and password/,
    );
});

test('R44, R45: a proxy is not asked for a host that may not be dialed', async () => {
  const proxy = await startProxy();
  const through = client({ dial: dialOf({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }) });
  for (const host of ['169.254.169.254', 'metadata.google.internal', '10.1.2.3'])
    await expect(through.send(get(`http://${host}/`), context)).rejects.toThrow(`--allow-private ${host}`);
  expect(proxy.asked).toEqual([]);
});

test('R44: https goes through a tunnel of the proxy, with the name of the host and certificates of our own', async () => {
  const { cert, key } = makeCertificate('localhost');
  const names: unknown[] = [];
  const server = createTlsServer({ cert, key }, (request, response) => {
    names.push('servername' in request.socket ? request.socket.servername : undefined);
    response.end('safe');
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  const proxy = await startProxy();
  const dial = dialOf({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
  expect(text(await client({ dial, tls: () => ({ ca: cert }) }).send(get(`https://localhost:${port}/`), context))).toBe(
    'safe',
  );
  expect(proxy.asked).toEqual([`CONNECT localhost:${port}`]);
  expect(names).toEqual(['localhost']);
});

test('R44: with insecure any certificate of the upstream will do, and that is told; without it none that is unknown', async () => {
  const { cert, key } = makeCertificate('elsewhere.test');
  const server = createTlsServer({ cert, key }, (_request, response) => response.end('x'));
  await listen(server);
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const told: string[] = [];
  expect(text(await client({ insecure: true, onInsecure: () => told.push('insecure') }).send(get(url), context))).toBe(
    'x',
  );
  expect(told).toEqual(['insecure']);
  await expect(client({}).send(get(url), context)).rejects.toThrow('certificate');
});

test('R44: an upstream at a Unix socket is called there, but not what it redirects to', async () => {
  await using home = temporaryHome();
  await using elsewhere = await startUpstream({ handler: () => ({ body: 'elsewhere' }) });
  const path = join(home.path, 'api.sock');
  const server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: elsewhere.url });
    response.end(`${request.headers.host} ${request.url}`);
  });
  await listen(server, path);
  const calling = client({ unixSocket: path });
  expect(text(await calling.send(get('http://api.test/v1?a=b'), context))).toBe('api.test /v1?a=b');
  expect(text(await calling.send(get('http://127.0.0.1/moved'), context))).toBe('elsewhere');
});

test('R44: an upstream at an IPv6 address is called', async () => {
  const server = createServer((request, response) => response.end(request.headers.host));
  server.listen(0, '::1');
  await once(server, 'listening');
  open.push(async () => server.close());
  const { port } = server.address() as AddressInfo;
  expect(text(await client({}).send(get(`http://[::1]:${port}/`), context))).toBe(`[::1]:${port}`);
});

test('R44: a proxy that is no URL is refused at the start', () => {
  expect(() => dialOf({ HTTPS_PROXY: 'ftp://proxy.test' })).toThrow(/HTTPS_PROXY is no URL of a proxy/);
  expect(dialOf({ HTTP_PROXY: '', NO_PROXY: '*' }).proxies).toBeUndefined();
});
