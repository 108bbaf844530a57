import { fn, type Iml, iml, op, reply } from '#dsl';
import type { ErrorAnswer } from './api/types.ts';

/** Members seen in errors beside the documented `status` (G3). */
interface LooseError extends Partial<ErrorAnswer> {
  readonly message?: string;
  readonly error?: { readonly message?: string };
}

const { body, statusCode } = reply<LooseError>();
const { body: plain } = reply<{ readonly error?: string }>();

/** Names the status when the answer says nothing, such as a proxy's page. */
const reason = fn.switch(
  statusCode,
  400,
  'Bad Request',
  401,
  'Unauthorized',
  403,
  'Forbidden',
  404,
  'Not Found',
  409,
  'Conflict',
  429,
  'Too Many Requests',
  500,
  'Internal Server Error',
  502,
  'Bad Gateway',
  503,
  'Service Unavailable',
  504,
  'Gateway Timeout',
  'Unknown error',
);

/** The first text an error answer offers; where the API puts it is not documented (G3). */
const explanation = fn.ifempty(
  body.status.message,
  fn.ifempty(
    body.status.errorDetails,
    fn.ifempty(
      body.status.error,
      fn.ifempty(
        body.message,
        fn.ifempty(body.error.message, fn.ifempty(plain.error, fn.ifempty(body.status.type, reason))),
      ),
    ),
  ),
);

const message = iml`[${statusCode}] ${explanation}`;

const rule = <const T extends string>(type: T) => ({ type, message });

/** Errors by status. No rate limit is documented, so 429 is mapped as everywhere (G10); 409 is how a second user of the same ID may be refused (G12). */
export const errorRules = {
  message,
  400: rule('DataError'),
  401: rule('InvalidAccessTokenError'),
  403: rule('RuntimeError'),
  404: rule('DataError'),
  409: rule('DuplicateDataError'),
  429: rule('RateLimitError'),
  500: rule('ConnectionError'),
  502: rule('ConnectionError'),
  503: rule('ConnectionError'),
  504: rule('ConnectionError'),
} as const;

/** Errors of a module that works on one record: an unknown ID is named. */
export const notFound = (record: string, id: Iml<string, 'parameters'>) =>
  ({ message, 404: { type: 'DataError', message: iml`[404] There is no ${record} with the ID ${id}.` } }) as const;

/** An answer below 400 can still carry the status of an error. */
export const isSuccess = op.lt(fn.ifempty(body.status.code, 200), 400);
