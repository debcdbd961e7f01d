// Owns the files of mutual TLS: read and checked before anything starts, so that a wrong one is told then and not with the first call.
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Fault, RunnerOptions } from '@mcpm/domain';
import type { TlsSettings } from '../upstream/http-connections.ts';

/** Where the files are. */
export type TlsOptions = Pick<RunnerOptions, 'clientCert' | 'clientKey' | 'ca'>;

/** What the files hold, and everything that is wrong with them. */
export interface TlsFiles {
  readonly tls: TlsSettings;
  readonly faults: readonly Fault[];
}

const CERTIFICATE =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN ((?:[A-Z0-9]+ )*)PRIVATE KEY-----[\s\S]+?-----END \1PRIVATE KEY-----/;

/** Reads the PEM files of the options. Without `clientKey` the key stands in the file of the certificate. */
export function readTlsFiles(options: TlsOptions): TlsFiles {
  const faults: Fault[] = [];
  const attempt = <T>(pointer: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      faults.push({ pointer, message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };
  const { clientCert, clientKey, ca } = options;
  const cert = clientCert === undefined ? undefined : attempt('--client-cert', () => readCertificates(clientCert));
  const keyFile = clientKey ?? clientCert;
  const keyFlag = clientKey === undefined ? '--client-cert' : '--client-key';
  const key = keyFile === undefined ? undefined : attempt(keyFlag, () => readKey(keyFile));
  const authorities = ca === undefined ? undefined : attempt('--ca', () => readCertificates(ca));
  if (clientKey !== undefined && clientCert === undefined)
    faults.push({ pointer: '--client-key', message: 'needs the certificate of the key: give --client-cert' });
  if (cert && key && !cert.first.checkPrivateKey(key.key))
    faults.push({
      pointer: keyFlag,
      message: `the key in ${keyFile} does not belong to the certificate in ${clientCert}`,
    });
  return {
    tls: { ...(cert && key ? { cert: cert.pem, key: key.pem } : {}), ...(authorities ? { ca: authorities.pem } : {}) },
    // One bad file is told once, even where certificate and key are both looked for in it.
    faults: [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.message}`, fault])).values()],
  };
}

function readCertificates(file: string): { readonly pem: string; readonly first: X509Certificate } {
  const blocks = readText(file).match(CERTIFICATE) ?? [];
  const certificates = blocks.map((block) => {
    try {
      return new X509Certificate(block);
    } catch (error) {
      throw new Error(`${file} holds a certificate that cannot be read`, { cause: error });
    }
  });
  const first = certificates[0];
  if (first === undefined) throw new Error(`${file} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)`);
  return { pem: blocks.join('\n'), first };
}

function readKey(file: string): { readonly pem: string; readonly key: KeyObject } {
  const pem = PRIVATE_KEY.exec(readText(file))?.[0];
  if (pem === undefined) throw new Error(`${file} holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)`);
  if (/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(pem))
    throw new Error(`the private key in ${file} is encrypted; passphrases are not supported, so write it without one`);
  try {
    return { pem, key: createPrivateKey(pem) };
  } catch (error) {
    throw new Error(`${file} holds a private key that cannot be read`, { cause: error });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Error(`${file} cannot be read [${code}]`, { cause: error });
  }
}
