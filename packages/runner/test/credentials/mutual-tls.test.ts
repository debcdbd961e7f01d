import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { join } from 'node:path';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { makeCertificate } from './make-certificate.ts';
import { openCredentials, planFor } from './open-credentials.ts';

const authority = makeCertificate('Test authority');
const serverCertificate = makeCertificate('127.0.0.1', authority);
const clientCertificate = makeCertificate('the client', authority);

interface SecureUpstream extends AsyncDisposable {
  readonly url: string;
  /** Who called: the common name of each certificate, empty without one. */
  readonly callers: readonly string[];
}

/** A server that asks for a certificate, and lets in whoever has a good one; `redirect` sends them on. */
async function startSecure(demand: boolean, redirect?: string): Promise<SecureUpstream> {
  const callers: string[] = [];
  const { cert, key } = serverCertificate;
  const options = { cert, key, ca: authority.cert, requestCert: true, rejectUnauthorized: demand };
  const server = createServer(options, (request, response) => {
    const subject = (request.socket as TLSSocket).getPeerCertificate().subject as { readonly CN?: string } | undefined;
    callers.push(subject?.CN ?? '');
    if (redirect === undefined) response.end('{}');
    else response.writeHead(302, { location: redirect }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    callers,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function writeFiles(directory: string): {
  readonly clientCert: string;
  readonly clientKey: string;
  readonly ca: string;
} {
  const files = { clientCert: clientCertificate.cert, clientKey: clientCertificate.key, ca: authority.cert };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, `${name}.pem`), text);
  const at = (name: keyof typeof files) => join(directory, `${name}.pem`);
  return { clientCert: at('clientCert'), clientKey: at('clientKey'), ca: at('ca') };
}

const tls = { tls: { type: 'mutualTLS' } };

test('R30: an API with mutual TLS is called with the client certificate, from two files or one', async () => {
  await using home = temporaryHome();
  await using upstream = await startSecure(true);
  const { clientCert, clientKey, ca } = writeFiles(home.path);
  const combined = join(home.path, 'combined.pem');
  writeFileSync(combined, `Bag Attributes\n${clientCertificate.key}${clientCertificate.cert}`);
  const plan = await planFor(upstream.url, tls);
  for (const files of [
    { clientCert, clientKey, ca },
    { clientCert: combined, ca },
  ]) {
    await using open = await openCredentials(files);
    expect((await open.call(plan)).status).toBe(200);
  }
  expect(upstream.callers).toEqual(['the client', 'the client']);
  await using nobody = await openCredentials({ ca });
  await expect(nobody.call(plan)).rejects.toThrow(/could not be reached: .*none is configured \(MCPM_CLIENT_CERT\)/);
});

test('an API whose authority is not trusted is not called, and nothing trusts it without --ca', async () => {
  await using upstream = await startSecure(false);
  await using open = await openCredentials({});
  await expect(open.call(await planFor(upstream.url, {}))).rejects.toThrow('certificate');
  expect(upstream.callers).toEqual([]);
});

test('R31: mutual TLS counts as satisfied only with a certificate', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const { clientCert, clientKey } = writeFiles(home.path);
  const schemes = {
    ...tls,
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    basic: { type: 'http', scheme: 'basic' },
  };
  const plan = await planFor(upstream.url, schemes, [{ tls: [], key: [] }, { basic: [] }]);
  const credentials = { key: 'canary-key', basic: 'user:canary' };
  await using without = await openCredentials({ credentials });
  await without.call(plan);
  await using with_ = await openCredentials({ credentials, clientCert, clientKey });
  await with_.call(plan);
  expect(upstream.requests.map(({ headers }) => headers['x-key'])).toEqual([undefined, 'canary-key']);
  expect(upstream.requests[1]?.headers.authorization).toBeUndefined();
});

test('R31: the client certificate is shown to origins of the document only, wherever a redirect leads', async () => {
  await using home = temporaryHome();
  await using elsewhere = await startSecure(false);
  await using upstream = await startSecure(true, `${elsewhere.url}/found`);
  await using open = await openCredentials(writeFiles(home.path));
  expect((await open.call(await planFor(upstream.url, tls))).status).toBe(200);
  expect(upstream.callers).toEqual(['the client']);
  expect(elsewhere.callers).toEqual(['']);
});

test('a file that cannot be used is named with what is wrong, all of them at once', async () => {
  await using home = temporaryHome();
  const good = writeFiles(home.path);
  const write = (name: string, text: string): string => {
    writeFileSync(join(home.path, name), text);
    return join(home.path, name);
  };
  const locked = makeCertificate('locked').privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'canary',
  });
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  const missing = join(home.path, 'missing.pem');
  const cases: readonly [Parameters<typeof openCredentials>[0], readonly string[]][] = [
    [
      { clientCert: missing, ca: missing },
      [`--client-cert ${missing} cannot be read [ENOENT]`, `--ca ${missing} cannot be read [ENOENT]`],
    ],
    [{ ...good, ca: write('text.pem', 'no PEM') }, ['text.pem holds no certificate in PEM form']],
    [{ ...good, ca: write('broken.pem', broken) }, ['broken.pem holds a certificate that cannot be read']],
    [{ ...good, clientKey: good.clientCert }, ['clientCert.pem holds no private key in PEM form']],
    [{ clientCert: good.clientCert }, ['--client-cert', 'clientCert.pem holds no private key']],
    [{ ...good, clientKey: write('locked.pem', locked) }, ['is encrypted; passphrases are not supported']],
    [{ ...good, clientKey: write('other.pem', makeCertificate('other').key) }, ['does not belong to the certificate']],
    [{ clientKey: good.clientKey }, ['--client-key needs the certificate of the key']],
  ];
  for (const [options, told] of cases) {
    for (const part of told) await expect(openCredentials(options)).rejects.toThrow(part);
  }
});
