import { createHash, createSign, type KeyLike, sign } from 'node:crypto';
import type { Algorithm, Secret, SignOptions } from 'jsonwebtoken';
import { ImlFunctionError, messageOf } from '../errors.ts';
import type { Host } from '../host.ts';
import { isCollection, toText } from '../values.ts';
import { bytesOf, collectionOf, isNothing, notValid, optionalText } from './arguments.ts';
import { type EagerFunction, type ImlFunction, optional, required } from './function.ts';
import { packageOf } from './lazy.ts';

const HMACS = ['HS256', 'HS384', 'HS512'];

/** Signatures a token can carry; `none`, which carries no proof, is left out. */
const ALGORITHMS: ReadonlySet<string> = new Set([
  ...HMACS,
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
]);

const isAlgorithm = (name: string): name is Algorithm => ALGORITHMS.has(name);

const jwt: EagerFunction = {
  name: 'jwt',
  family: 'app',
  summary: 'Signs a payload as a JSON Web Token; no time of issue is added unless the options ask for it.',
  parameters: [
    required('payload', 'collection'),
    required('secret', 'any'),
    optional('algorithm', 'text'),
    optional('options', 'collection'),
  ],
  returns: 'text',
  basis: 'documented',
  appsOnly: true,
  examples: [
    [
      "jwt(claims, 'secret')",
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.79CVgMIG_JB921dVUeJDWNJubJojFodH3-XtC_1C408',
      { claims: { sub: '42' } },
    ],
    ["length(split(jwt(claims, 'secret', 'HS512'), '.'))", 3, { claims: { sub: '42' } }],
  ],
  run: (host, payload, secret, algorithm, options) =>
    signToken({
      payload,
      secret,
      algorithm: optionalText(algorithm, '') || 'HS256',
      options: optionsOf(options),
      host,
    }),
};

const generateJwtWithKeyId: EagerFunction = {
  name: 'generateJwtWithKeyId',
  family: 'app',
  summary: 'Signs a payload as a JSON Web Token whose kid header is the thumbprint of the key.',
  parameters: [
    required('payload', 'collection'),
    required('key', 'any'),
    optional('algorithm', 'text'),
    optional('thumbprintAlgorithm', 'text'),
    optional('options', 'collection'),
  ],
  returns: 'text',
  basis: 'documented',
  appsOnly: true,
  examples: [
    ["length(split(generateJwtWithKeyId(claims, 'secret'), '.'))", 3, { claims: { sub: '42' } }],
    [
      "get(parseJSON(toString(toBinary(first(split(generateJwtWithKeyId(claims, 'secret'), '.')), 'base64'))), 'alg')",
      'HS512',
      { claims: { sub: '42' } },
    ],
  ],
  run: (host, payload, key, algorithm, thumbprintAlgorithm, options) => {
    const keyid = thumbprint(key, optionalText(thumbprintAlgorithm, '') || 'HS256');
    return signToken({
      payload,
      secret: key,
      algorithm: optionalText(algorithm, '') || 'HS512',
      options: { ...optionsOf(options), keyid },
      host,
    });
  },
};

/** The RFC 7638 thumbprint of a secret key as a JWK; HS256 means SHA-256 and so on. */
function thumbprint(key: unknown, algorithm: string): string {
  if (!HMACS.includes(algorithm)) throw notValid(algorithm, 'thumbprint algorithm (HS256, HS384 or HS512)');
  const jwk = `{"k":"${bytesOf(key).toString('base64url')}","kty":"oct"}`;
  return createHash(`sha${algorithm.slice(2)}`)
    .update(jwk)
    .digest('base64url');
}

/** Options that are set; null and what would change the caller's payload are left out. */
function optionsOf(value: unknown): SignOptions {
  if (isNothing(value)) return {};
  const set = Object.entries(collectionOf(value)).filter(
    ([name, option]) => name !== 'mutatePayload' && !isNothing(option),
  );
  // Names and values are checked by the package when it signs.
  return Object.fromEntries(set) as SignOptions;
}

interface Token {
  readonly payload: unknown;
  readonly secret: unknown;
  readonly algorithm: string;
  readonly options: SignOptions;
  readonly host: Host;
}

/** Signs with the host's clock. A time of issue appears only if the payload has one or `noTimestamp` is false (iml.md §13). */
function signToken({ payload, secret, algorithm, options, host }: Token): string {
  if (!isAlgorithm(algorithm)) throw notValid(algorithm, `JWT algorithm (${[...ALGORITHMS].join(', ')})`);
  const claims = isCollection(payload) ? { ...payload } : toText(payload);
  const isTimed = typeof claims !== 'string' && (!isNothing(claims.iat) || options.noTimestamp === false);
  // The package counts expiry from `iat` and, where that is absent, from the machine's clock.
  if (typeof claims !== 'string' && isNothing(claims.iat)) claims.iat = Math.floor(host.now().getTime() / 1000);
  const timing = typeof claims === 'string' ? {} : { noTimestamp: !isTimed };
  try {
    return packageOf('jsonwebtoken').sign(claims, secretOf(secret), { ...options, algorithm, ...timing });
  } catch (cause) {
    throw new ImlFunctionError(messageOf(cause), { cause });
  }
}

const secretOf = (value: unknown): Secret => (value instanceof Uint8Array ? bytesOf(value) : toText(value));

const cryptoSign: EagerFunction = {
  name: 'cryptoSign',
  family: 'app',
  summary: 'Signs data with a private key and writes the signature, in hexadecimal by default.',
  parameters: [
    required('algorithm', 'text'),
    required('data', 'buffer'),
    required('key', 'any'),
    optional('outputEncoding', 'text'),
  ],
  returns: 'text',
  basis: 'documented',
  appsOnly: true,
  examples: [
    ["cryptoSign('RSA-SHA256', missing, connection.privateKey)", null],
    ["ifempty(cryptoSign('RSA-SHA256', missing, connection.privateKey, 'base64'), 'unsigned')", 'unsigned'],
  ],
  run: (_, algorithm, data, key, outputEncoding) => {
    if (isNothing(data)) return null;
    const encoding = optionalText(outputEncoding, '') || 'hex';
    if (!Buffer.isEncoding(encoding)) throw notValid(encoding, 'encoding (hex, base64, base64url or latin1)');
    return signature(optionalText(algorithm, ''), bytesOf(data), keyOf(key)).toString(encoding);
  },
};

const keyOf = (value: unknown): KeyLike => (value instanceof Uint8Array ? bytesOf(value) : toText(value));

/** Signs; without an algorithm the key's own is used, as Ed25519 keys need. Messages name the algorithm, never the key. */
function signature(algorithm: string, data: Buffer, key: KeyLike): Buffer {
  try {
    return algorithm === '' ? sign(null, data, key) : createSign(algorithm).update(data).sign(key);
  } catch (cause) {
    throw new ImlFunctionError(`Signing with '${algorithm}' failed: ${messageOf(cause)}`, { cause });
  }
}

/** What the runtime of custom apps adds for signatures (iml.md §13). */
export const appCryptoFunctions: readonly ImlFunction[] = [jwt, generateJwtWithKeyId, cryptoSign];
