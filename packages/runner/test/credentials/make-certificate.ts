// Owns the certificates of these tests: X.509 v3 (RFC 5280) with keys on P-256, signed by themselves or by one another.
import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate and its key, both PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** A certificate for a common name, good from yesterday to tomorrow, for 127.0.0.1 and localhost; without an issuer it signs itself and may sign others. */
export function makeCertificate(name: string, issuer?: TestCertificate): TestCertificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = issuer ?? { name, privateKey };
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    distinguishedName(signer.name),
    sequence(time(-1), time(1)),
    distinguishedName(name),
    publicKey,
    tlv(0xa3, sequence(...extensions(issuer === undefined))),
  );
  const signature = sign('sha256', body, signer.privateKey);
  const der = sequence(body, ECDSA_SHA256, tlv(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return {
    name,
    privateKey,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}

function extensions(authority: boolean): Buffer[] {
  const names = sequence(tlv(0x82, Buffer.from('localhost')), tlv(0x87, Buffer.from([127, 0, 0, 1])));
  const basicConstraints = sequence(...(authority ? [tlv(0x01, Buffer.from([0xff]))] : []));
  return [
    sequence(oid(0x55, 0x1d, 0x13), tlv(0x01, Buffer.from([0xff])), tlv(0x04, basicConstraints)),
    sequence(oid(0x55, 0x1d, 0x11), tlv(0x04, names)),
  ];
}

/** One DER value: tag, length, content (X.690 §8.1). */
function tlv(tag: number, ...content: readonly Buffer[]): Buffer {
  const whole = Buffer.concat(content);
  const size = whole.byteLength;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), whole]);
}

function sequence(...items: readonly Buffer[]): Buffer {
  return tlv(0x30, ...items);
}

function integer(bytes: Buffer): Buffer {
  return tlv(0x02, bytes);
}

function oid(...bytes: readonly number[]): Buffer {
  return tlv(0x06, Buffer.from(bytes));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(oid(0x55, 0x04, 0x03), tlv(0x0c, Buffer.from(commonName)))));
}

function time(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return tlv(0x17, Buffer.from(text.slice(2)));
}

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
