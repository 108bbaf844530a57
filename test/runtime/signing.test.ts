import { createVerify, generateKeyPairSync } from 'node:crypto';
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

  // "get-vanilla" and "get-vanilla-query-order-key-case" of the published Signature Version 4 test suite.
  test.each([
    ['https://example.amazonaws.com/', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'https://example.amazonaws.com/?Param2=value2&Param1=value1',
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
  ])('version 4 signs %s as the test suite does', (url, signature) => {
    const { headers } = signVersion4(request({ url }), aws, { now, region: 'us-east-1', service: 'service' });

    expect(headers.authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    );
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
