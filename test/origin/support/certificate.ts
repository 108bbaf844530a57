import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key pair and a certificate for 127.0.0.1, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** One value of ASN.1 in its DER form: tag, length, content (X.690 §8.1). */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.of(tag, body.length), body]);
  const length = bytes(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'));
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, body]);
}

const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
const objectId = (hex: string): Buffer => der(0x06, bytes(hex));
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value));
const pem = (label: string, content: Buffer): string =>
  `-----BEGIN ${label}-----\n${content.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'));
const NAME = sequence(der(0x31, sequence(objectId('550403'), text(0x0c, '127.0.0.1'))));
const VALIDITY = sequence(text(0x18, '20200101000000Z'), text(0x18, '20991231235959Z'));
/** Basic constraints (an authority, so that a client may trust it for itself) and the address it stands for (RFC 5280 §4.2.1). */
const EXTENSIONS = der(
  0xa3,
  sequence(
    sequence(objectId('551d13'), der(0x01, bytes('ff')), der(0x04, sequence(der(0x01, bytes('ff'))))),
    sequence(objectId('551d11'), der(0x04, sequence(der(0x87, Buffer.of(127, 0, 0, 1))))),
  ),
);

/** Makes a certificate that vouches for itself, for servers of tests on this machine. */
export function selfSignedCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = publicKey.export({ type: 'spki', format: 'der' });
  const serial = der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)]));
  const content = sequence(
    ...[der(0xa0, der(0x02, Buffer.of(2))), serial, ECDSA_WITH_SHA256],
    ...[NAME, VALIDITY, NAME, subject, EXTENSIONS],
  );
  const signature = sign('sha256', content, privateKey);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', sequence(content, ECDSA_WITH_SHA256, der(0x03, Buffer.of(0), signature))),
  };
}
