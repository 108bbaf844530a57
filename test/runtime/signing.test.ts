import { createHash, createHmac, createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { placeOf, signVersion4 } from '../../scripts/runtime/aws.ts';
import { signOAuth1 } from '../../scripts/runtime/oauth1-sign.ts';
import type { OutgoingRequest } from '../../scripts/runtime/request.ts';
import { runSteps } from './support.ts';

const request = (over: Partial<OutgoingRequest>): OutgoingRequest => ({
  method: 'GET',
  url: 'https://api.example/x',
  headers: {},
  qs: {},
  timeout: 1,
  gzip: false,
  follows: true,
  ...over,
});

describe('OAuth 1', () => {
  const oauth = { consumer_key: 'ck', consumer_secret: 'cs', token: 'tk', token_secret: 'ts' };
  const moment = { now: new Date('2026-03-01T12:00:00Z'), nonce: 'n0nce' };

  test('gives the signature of a well-known example', async () => {
    const form = { status: 'Hello Ladies + Gentlemen, a signed OAuth request!' };
    const { headers } = await signOAuth1(
      request({ method: 'POST', url: 'https://api.twitter.com/1.1/statuses/update.json?include_entities=true', form }),
      {
        consumer_key: 'xvz1evFS4wEEPTGEFPHBog',
        consumer_secret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
        token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
        token_secret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
      },
      { now: new Date(1318622958 * 1000), nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg' },
    );

    expect(headers.authorization).toContain('oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D"');
  });

  // The example in appendix A of OAuth Core 1.0.
  test('gives the signature of the specification', async () => {
    const { headers } = await signOAuth1(
      request({ url: 'http://photos.example.net/photos?file=vacation.jpg&size=original' }),
      {
        consumer_key: 'dpf43f3p2l4k3l03',
        consumer_secret: 'kd94hf93k423kf44',
        token: 'nnch734d00sl2jdk',
        token_secret: 'pfkkdhi9sl3r4s00',
      },
      { now: new Date(1191242096 * 1000), nonce: 'kllo9940pd9333jh' },
    );

    expect(headers.authorization).toContain('oauth_signature="tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D"');
  });

  test('can stand in the query or in the body', async () => {
    const inQuery = await signOAuth1(
      request({}),
      { ...oauth, transport_method: 'query', signature_method: 'PLAINTEXT' },
      moment,
    );
    const inBody = await signOAuth1(
      request({ method: 'POST', form: { a: 1 } }),
      { ...oauth, transport_method: 'body', signature_method: 'PLAINTEXT' },
      moment,
    );

    expect(inQuery.url).toBe(
      'https://api.example/x?oauth_consumer_key=ck&oauth_nonce=n0nce&oauth_signature_method=PLAINTEXT&oauth_timestamp=1772366400&oauth_version=1.0&oauth_token=tk&oauth_signature=cs%26ts',
    );
    expect(inBody.body?.shown).toMatch(/^a=1&oauth_consumer_key=ck&.*&oauth_signature=cs%26ts$/);
  });

  test('verifies with a private key, and hashes a body that is no form', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signed = await signOAuth1(
      request({ method: 'POST', body: { bytes: Buffer.from('{}'), shown: {} } }),
      {
        consumer_key: 'ck',
        signature_method: 'RSA-SHA1',
        private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
      moment,
    );

    const fields = Object.fromEntries(
      [...String(signed.headers.authorization).matchAll(/(oauth_\w+)="([^"]*)"/g)].map(([, name, value]) => [
        name,
        decodeURIComponent(value ?? ''),
      ]),
    );
    const { oauth_signature: signature = '', ...rest } = fields;
    const pairs = Object.entries<string>(rest)
      .sort()
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    const base = ['POST', 'https://api.example/x', pairs].map(encodeURIComponent).join('&');
    expect(createVerify('RSA-SHA1').update(base).verify(publicKey, signature, 'base64')).toBe(true);
    expect(rest.oauth_body_hash).toBe('vyGp6PvFo4RvsFtPoIWeCReyIC8=');
  });

  test.each([
    ['an unknown method', { signature_method: 'HMAC-MD5' }, 'The OAuth signature method "HMAC-MD5" is unknown.'],
    [
      'a key that is none',
      { signature_method: 'RSA-SHA1', private_key: 'x' },
      'oauth.private_key is no private key in PEM form.',
    ],
  ])('refuses %s', async (_title, over, message) => {
    await expect(signOAuth1(request({}), { ...oauth, ...over }, moment)).rejects.toThrow(message);
  });
});

describe('AWS', () => {
  const aws = { key: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  const now = new Date('2015-08-30T12:36:00Z');

  const FORM = 'application/x-www-form-urlencoded';
  const UNRESERVED = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const form = { bytes: Buffer.from('Param1=value1'), shown: '' };

  // Named as in the published Signature Version 4 test suite.
  test.each<[string, Partial<OutgoingRequest> & { readonly query?: string }, string]>([
    ['get-vanilla', {}, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['post-vanilla', { method: 'POST' }, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'get-vanilla-query-order-key-case',
      { query: 'Param2=value2&Param1=value1' },
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'get-vanilla-query-order-value',
      { query: 'Param1=value2&Param1=value1' },
      '5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694',
    ],
    [
      'get-vanilla-query-unreserved',
      { query: `${UNRESERVED}=${UNRESERVED}` },
      '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
    ],
    [
      'get-vanilla-utf8-query',
      { query: '%E1%88%B4=bar' },
      '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
    ],
    [
      'post-x-www-form-urlencoded',
      { method: 'POST', headers: { 'content-type': FORM }, body: form },
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
    [
      'post-x-www-form-urlencoded-parameters',
      { method: 'POST', headers: { 'content-type': `${FORM}; charset=utf8` }, body: form },
      '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
    ],
  ])('version 4 signs %s as the test suite does', (_name, { query = '', ...over }, signature) => {
    const url = `https://example.amazonaws.com/${query === '' ? '' : `?${query}`}`;
    const place = { now, region: 'us-east-1', service: 'service' };
    const { headers } = signVersion4(request({ url, ...over }), aws, place);

    const names = over.body ? 'content-type;host;x-amz-date' : 'host;x-amz-date';
    expect(headers.authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`,
    );
  });

  // The published examples of the S3 documentation.
  test.each([
    ['lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('version 4 signs a request to S3 for ?%s as documented', async (query, signature) => {
    const { sent } = await runSteps({
      base: {},
      steps: {
        url: `https://examplebucket.s3.amazonaws.com/?${query}`,
        aws: {
          key: 'AKIAIOSFODNN7EXAMPLE',
          secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
          sign_version: '4',
        },
      },
      options: { now: '2013-05-24T00:00:00Z' },
    });

    expect(sent[0]?.headers.authorization).toMatch(new RegExp(`Signature=${signature}$`));
  });

  test('version 4 orders parameters by name, and signs the headers of AWS', () => {
    const headers = { 'x-amz-acl': 'private', 'content-md5': 'q', 'x-other': '1' };
    const place = { now, region: 'us-east-1', service: 's3' };
    const url = 'https://box.s3.amazonaws.com/k?a-b=1&a=2';
    const signed = signVersion4(request({ url, headers }), aws, place);

    const empty = createHash('sha256').update('').digest('hex');
    const names = 'content-md5;host;x-amz-acl;x-amz-content-sha256;x-amz-date';
    const canonical = `GET\n/k\na=2&a-b=1\ncontent-md5:q\nhost:box.s3.amazonaws.com\nx-amz-acl:private\nx-amz-content-sha256:${empty}\nx-amz-date:20150830T123600Z\n\n${names}\n${empty}`;
    const scope = ['20150830', 'us-east-1', 's3', 'aws4_request'];
    const hash = createHash('sha256').update(canonical).digest('hex');
    const key = scope.reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${aws.secret}`),
    );
    const text = ['AWS4-HMAC-SHA256', '20150830T123600Z', scope.join('/'), hash].join('\n');
    const signature = createHmac('sha256', key).update(text).digest('hex');
    expect(signed.headers.authorization).toContain(`SignedHeaders=${names}, Signature=${signature}`);
  });

  test.each([
    ['sqs.eu-west-1.amazonaws.com', 'sqs', 'eu-west-1'],
    ['iam.amazonaws.com', 'iam', 'us-east-1'],
    ['box.s3.eu-west-1.amazonaws.com', 's3', 'eu-west-1'],
    ['box.s3.amazonaws.com', 's3', 'us-east-1'],
    ['s3-eu-west-1.amazonaws.com', 's3', 'eu-west-1'],
  ])('ASM-53 (assumed): %s is %s in %s', (host, service, region) => {
    expect(placeOf(host)).toEqual({ service, region });
  });

  test('version 2 is the default', async () => {
    const { sent } = await runSteps({
      steps: {
        url: 'https://s3.amazonaws.com/photos/puppy.jpg',
        headers: { date: 'Tue, 27 Mar 2007 19:36:42 +0000', authorization: null },
        aws: { ...aws, bucket: 'box', session: 'st' },
      },
    });

    expect(sent[0]?.headers).toMatchObject({
      'x-amz-security-token': 'st',
      authorization: expect.stringMatching(/^AWS AKIDEXAMPLE:[A-Za-z0-9+/]{27}=$/),
    });
  });

  // The published example of the REST authentication of S3.
  test('version 2 gives the signature of the documentation', async () => {
    const { sent } = await runSteps({
      base: {},
      steps: {
        url: 'https://awsexamplebucket1.us-west-1.s3.amazonaws.com/photos/puppy.jpg',
        headers: { date: 'Tue, 27 Mar 2007 19:36:42 +0000' },
        aws: {
          key: 'AKIAIOSFODNN7EXAMPLE',
          secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
          bucket: 'awsexamplebucket1',
        },
      },
    });

    expect(sent[0]?.headers.authorization).toBe('AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g=');
  });

  test('another version is refused', async () => {
    const { report } = await runSteps({ steps: { url: '/x', aws: { ...aws, sign_version: '3' } } });

    expect(report.error).toEqual({
      type: 'InvalidConfigurationError',
      message: 'aws.sign_version is "3"; it must be "2" or "4".',
    });
  });
});
